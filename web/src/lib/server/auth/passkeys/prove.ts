// Proving who one is by a passkey of the account, in the session that is asked.
import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { noteProof } from '../proof/plugin.ts'
import { markProven } from '../proof/proof.ts'
import { judgeAssertion } from './assertions.ts'
import { descriptorsOf } from './list.ts'
import { assertionBody, DIALOG_MS, refusedPasskey, type PasskeyParts } from './parts.ts'

export function beginProofEndpoint({ db, relyingParty, challenges }: PasskeyParts) {
  return createAuthEndpoint(
    '/passkey/begin-proof',
    { method: 'POST', use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session
      return ctx.json(
        await generateAuthenticationOptions({
          rpID: relyingParty.id,
          challenge: new Uint8Array(await challenges.give(ctx, `prove ${session.id}`)),
          allowCredentials: await descriptorsOf(db, user.id),
          userVerification: 'required',
          timeout: DIALOG_MS,
        }),
      )
    },
  )
}

export function proveEndpoint(parts: PasskeyParts) {
  return createAuthEndpoint(
    '/passkey/prove',
    { method: 'POST', use: [sensitiveSessionMiddleware], body: assertionBody },
    async (ctx) => {
      const { user, session } = ctx.context.session
      const purpose = `prove ${session.id}` as const
      const judged = await judgeAssertion(parts, ctx, { assertion: ctx.body.response, purpose })
      // Somebody else's passkey proves somebody else.
      if (!judged.ok || judged.passkey.userId !== user.id) {
        await noteProof(parts, ctx, 'failure')
        throw refusedPasskey()
      }
      await markProven(parts.db, session.id)
      await noteProof(parts, ctx, 'success')
      return ctx.json({ status: true })
    },
  )
}
