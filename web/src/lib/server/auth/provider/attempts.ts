// An attempt to sign in by the provider, between going there and coming back: sealed in a cookie, so
// that only the browser that has begun it can end it, and beginning one writes nothing. It counts once.
import { createHash, hkdfSync } from 'node:crypto'
import { expireCookie } from 'better-auth/cookies'
import type { GenericEndpointContext } from '@better-auth/core'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
import type { AuthDatabase } from '../../db/open.ts'
import { answeredChallenge } from '../../db/passkey-tables.ts'

/** Seconds. */
const LIFETIME = 10 * 60

const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string().nullable(),
  /** The session that wants to be connected to the provider; null when somebody signs in. */
  linkFor: z.string().nullable(),
  exp: z.number(),
})
export type Attempt = Omit<z.infer<typeof attempt>, 'exp'>

export interface Attempts {
  keep: (ctx: GenericEndpointContext, attempt: Attempt) => Promise<void>
  /** Of however many answers with one state at once, one gets it. */
  take: (ctx: GenericEndpointContext, state: string | null) => Promise<Attempt | null>
}

export function createAttempts(db: AuthDatabase, secret: string): Attempts {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'holdfast-provider-attempt', 32))
  return {
    async keep(ctx, attempt) {
      const { name, attributes } = cookieOf(ctx)
      const sealed = await new EncryptJWT({ ...attempt })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(`${LIFETIME}s`)
        .encrypt(key)
      ctx.setCookie(name, sealed, attributes)
    },

    async take(ctx, state) {
      const cookie = cookieOf(ctx)
      const sealed = ctx.getCookie(cookie.name)
      if (typeof sealed !== 'string' || state === null) return null
      const found = await open(sealed, key)
      if (found?.state !== state) return null
      expireCookie(ctx, cookie)
      const id = createHash('sha256').update(`provider ${state}`).digest('base64url')
      const first = await db
        .insert(answeredChallenge)
        .values({ id, expiresAt: new Date(found.exp * 1000) })
        .onConflictDoNothing()
        .returning({ id: answeredChallenge.id })
      return first.length > 0 ? found : null
    },
  }
}

async function open(sealed: string, key: Uint8Array) {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    })
    return attempt.parse(payload)
  } catch {
    return null
  }
}

const cookieOf = (ctx: GenericEndpointContext) =>
  ctx.context.createAuthCookie('provider_attempt', { maxAge: LIFETIME })
