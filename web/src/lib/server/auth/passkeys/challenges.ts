// Challenges: each for one purpose, one browser, ten minutes, and one answer. Giving one out writes
// nothing, so that opening the sign-in page, over and over, costs the database nothing.
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { GenericEndpointContext } from '@better-auth/core'
import type { AuthDatabase } from '../../db/open.ts'
import { answeredChallenge } from '../../db/passkey-tables.ts'

/** Seconds. A page that stands open asks for another one before (lib/client/passkeys.ts). */
const LIFETIME = 10 * 60

const NONCE = 16
const TIME = 6
const TAG = 32

/** `sign-in`, or something that one session wants to do. */
export type Purpose = 'sign-in' | `${'prove' | 'add'} ${string}`

export interface Challenges {
  give: (ctx: GenericEndpointContext, purpose: Purpose) => Promise<Buffer>
  /** Whether it was given to this browser for this; of however many answers at once, one gets true. */
  take: (ctx: GenericEndpointContext, purpose: Purpose, challenge: string) => Promise<boolean>
}

/** @param secret web's own, of which a key for this alone is derived */
export function createChallenges(db: AuthDatabase, secret: string): Challenges {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'holdfast-passkey-challenge', 32))
  const sign = (content: Buffer, purpose: Purpose, browser: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, browser, content.toString('base64url')]))
      .digest()
  return {
    async give(ctx, purpose) {
      const { name, attributes } = cookieOf(ctx)
      const browser = browserOf(ctx) ?? randomBytes(32).toString('base64url')
      await Promise.resolve(ctx.setCookie(name, browser, attributes))
      const time = Buffer.alloc(TIME)
      time.writeUIntBE(Date.now() + LIFETIME * 1000, 0, TIME)
      const content = Buffer.concat([randomBytes(NONCE), time])
      return Buffer.concat([content, sign(content, purpose, browser)])
    },

    async take(ctx, purpose, challenge) {
      const browser = browserOf(ctx)
      const bytes = Buffer.from(challenge, 'base64url')
      if (browser === undefined || bytes.length !== NONCE + TIME + TAG) return false
      const content = bytes.subarray(0, NONCE + TIME)
      const tag = sign(content, purpose, browser)
      if (!timingSafeEqual(tag, bytes.subarray(NONCE + TIME))) return false
      const expiresAt = new Date(content.readUIntBE(NONCE, TIME))
      if (expiresAt.getTime() <= Date.now()) return false
      const id = createHash('sha256').update(content).digest('base64url')
      const first = await db
        .insert(answeredChallenge)
        .values({ id, expiresAt })
        .onConflictDoNothing()
        .returning({ id: answeredChallenge.id })
      return first.length > 0
    },
  }
}

const cookieOf = (ctx: GenericEndpointContext) =>
  ctx.context.createAuthCookie('passkey_browser', { maxAge: LIFETIME })

function browserOf(ctx: GenericEndpointContext): string | undefined {
  const value = ctx.getCookie(cookieOf(ctx).name)
  return typeof value === 'string' && /^[\w-]{43}$/.test(value) ? value : undefined
}
