// Signing in with a passkey. Nobody says who they are before, so nobody is told who has one.
import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import { meetsSecondFactor } from '../second-factor/met.ts'
import { judgeAssertion } from './assertions.ts'
import { assertionBody, DIALOG_MS, refusedPasskey, type PasskeyParts } from './parts.ts'

export function beginSignInEndpoint({ relyingParty, challenges }: PasskeyParts) {
  return createAuthEndpoint('/passkey/begin-sign-in', { method: 'POST' }, async (ctx) =>
    ctx.json(
      await generateAuthenticationOptions({
        rpID: relyingParty.id,
        challenge: new Uint8Array(await challenges.give(ctx, 'sign-in')),
        userVerification: 'required',
        timeout: DIALOG_MS,
      }),
    ),
  )
}

export function signInEndpoint(parts: PasskeyParts) {
  return createAuthEndpoint(
    '/passkey/sign-in',
    { method: 'POST', body: assertionBody },
    async (ctx) => {
      const { internalAdapter } = ctx.context
      const client = clientOf(ctx.headers)
      const kind = 'passkey-sign-in'
      const asked = { assertion: ctx.body.response, purpose: 'sign-in' as const }
      const judged = await judgeAssertion(parts, ctx, asked)
      const userId = judged.ok ? judged.passkey.userId : judged.owner
      const user = judged.ok ? await internalAdapter.findUserById(judged.passkey.userId) : null
      if (!judged.ok || !user?.emailVerified) {
        if (userId !== undefined) {
          await recordSecurityEvent(parts, { userId, kind, outcome: 'failure', client })
        }
        throw refusedPasskey()
      }
      meetsSecondFactor(ctx, user.id)
      const begunWith = { passkeyId: judged.passkey.id }
      const session = await internalAdapter.createSession(user.id, false, begunWith)
      await setSessionCookie(ctx, { session, user })
      const { id: sessionId } = session
      await recordSecurityEvent(parts, { userId: user.id, kind, client, sessionId })
      return ctx.json({ status: true })
    },
  )
}
