// Going to the provider and coming back, to sign in or to connect an account with it.
import {
  APIError,
  createAuthEndpoint,
  getSessionFromCtx,
  sensitiveSessionMiddleware,
} from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { GenericEndpointContext } from '@better-auth/core'
import { z } from 'zod'
import { isOwnPath } from '../../../safe-redirect.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import { demandProof } from '../proof/proof.ts'
import { askForCode } from '../second-factor/challenge.ts'
import { ProviderError, type Identity } from './client.ts'
import { link } from './link.ts'
import type { ProviderParts } from './parts.ts'
import { linkedTo, register } from './people.ts'

/** A cookie has 4,096 bytes, and this is only where to go afterwards. */
const NEXT_LENGTH = 500

export function beginEndpoint(parts: ProviderParts) {
  return createAuthEndpoint(
    '/provider/begin',
    { method: 'POST', body: z.object({ next: z.string().optional() }) },
    async (ctx) => {
      const { next } = ctx.body
      const isKept = isOwnPath(next) && next.length <= NEXT_LENGTH
      const { url, expected } = await asked(parts, parts.client.begin())
      const attempt = { ...expected, next: isKept ? next : null, linkFor: null }
      await parts.attempts.keep(ctx, attempt)
      return ctx.json({ url })
    },
  )
}

export function beginLinkEndpoint(parts: ProviderParts) {
  return createAuthEndpoint(
    '/provider/begin-link',
    { method: 'POST', use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { session } = ctx.context.session
      await demandProof(parts.db, session.id)
      const { url, expected } = await asked(parts, parts.client.begin())
      await parts.attempts.keep(ctx, { ...expected, next: null, linkFor: session.id })
      return ctx.json({ url })
    },
  )
}

export function finishEndpoint(parts: ProviderParts) {
  return createAuthEndpoint(
    '/provider/finish',
    { method: 'POST', body: z.object({ search: z.string().max(8192) }) },
    async (ctx) => {
      const answer = new URL(parts.settings.redirectUri)
      answer.search = ctx.body.search
      const attempt = await parts.attempts.take(ctx, answer.searchParams.get('state'))
      const session = await getSessionFromCtx(ctx)
      // Somebody else is signed in here by now, or nobody any more.
      if (!attempt || attempt.linkFor !== (session?.session.id ?? null)) {
        throw new APIError('BAD_REQUEST', { code: 'PROVIDER_ATTEMPT_OVER' })
      }
      const identity = await asked(parts, parts.client.finish(answer, attempt))
      if (session) {
        await link(parts, ctx, { user: session.user, subject: identity.subject })
        return ctx.json({ status: 'linked' })
      }
      return ctx.json({ status: await signIn(parts, ctx, identity), next: attempt.next })
    },
  )
}

async function signIn(
  parts: ProviderParts,
  ctx: GenericEndpointContext,
  identity: Identity,
): Promise<'signed-in' | 'code'> {
  const { internalAdapter } = ctx.context
  const { issuer } = parts.settings
  const found = await linkedTo(parts, issuer, identity.subject)
  const userId = found?.userId ?? (await register(parts, ctx, { issuer, identity }))
  const user = await internalAdapter.findUserById(userId)
  if (!user?.emailVerified) throw new APIError('FORBIDDEN', { code: 'PROVIDER_UNVERIFIED' })
  if ((user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true) {
    // The provider stands for the password. What it has asked beside it, nobody here knows.
    await askForCode(ctx, userId)
    return 'code'
  }
  const session = await internalAdapter.createSession(userId)
  await setSessionCookie(ctx, { session, user })
  const [client, sessionId] = [clientOf(ctx.headers), session.id]
  await recordSecurityEvent(parts, { userId, kind: 'provider-sign-in', client, sessionId })
  return 'signed-in'
}

const codes = {
  down: 'PROVIDER_DOWN',
  declined: 'PROVIDER_DECLINED',
  untrusted: 'PROVIDER_UNTRUSTED',
} as const

/** Puts into the log what an operator can do something about, and tells the rest in one word. */
async function asked<T>({ logger }: ProviderParts, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { code, reason } = error
    if (code !== 'declined') logger.warn('the provider was not of use', { code, reason })
    throw new APIError('BAD_REQUEST', { code: codes[code] })
  }
}
