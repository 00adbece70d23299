// The one place where a passkey proves somebody (WebAuthn §7.2).
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { GenericEndpointContext } from '@better-auth/core'
import { and, eq, lt, or, sql } from 'drizzle-orm'
import { passkey } from '../../db/passkey-tables.ts'
import type { Purpose } from './challenges.ts'
import { clientDataOf, type Assertion, type PasskeyParts } from './parts.ts'

export type Passkey = typeof passkey.$inferSelect
type Judged =
  | { ok: true; passkey: Passkey }
  /** Whose passkey was named, if it is one: the refusal is noted for them. */
  | { ok: false; owner: string | undefined }

/** Whether the owner of a passkey was there, unlocked it, and meant this challenge. */
export async function judgeAssertion(
  { db, relyingParty, challenges }: PasskeyParts,
  ctx: GenericEndpointContext,
  { assertion, purpose }: { assertion: Assertion; purpose: Purpose },
): Promise<Judged> {
  const { userHandle } = assertion.response
  const [found] = await db.select().from(passkey).where(eq(passkey.credentialId, assertion.id))
  const refused: Judged = { ok: false, owner: found?.userId }
  const clientData = clientDataOf(assertion.response)
  if (!clientData || !(await challenges.take(ctx, purpose, clientData.challenge))) return refused
  if (!found) return refused
  // §7.2 step 6: a discoverable passkey says whose it is.
  if (userHandle !== undefined && userHandle !== userHandleOf(found.userId)) return refused
  const { challenge } = clientData
  const proof = await verify(assertion, { challenge, relyingParty, passkey: found })
  // Presence is a touch. Only with the fingerprint, face or PIN it is the person, and two factors.
  if (proof?.userVerified !== true) return refused
  // §7.2 step 22: a counter that does not grow is a copy's. Without one it stays 0.
  const { newCounter, credentialBackedUp: backedUp } = proof
  const grows = lt(passkey.counter, newCounter)
  const hasNone = and(eq(passkey.counter, 0), sql`${newCounter} = 0`)
  const [used] = await db
    .update(passkey)
    .set({ counter: newCounter, backedUp, lastUsedAt: sql`now()` })
    .where(and(eq(passkey.id, found.id), or(grows, hasNone)))
    .returning()
  return used ? { ok: true, passkey: used } : refused
}

interface Expected {
  challenge: string
  relyingParty: PasskeyParts['relyingParty']
  passkey: Passkey
}

/** The library says by an error what it does not like, and quotes what it was given. */
async function verify(assertion: Assertion, { challenge, relyingParty, passkey }: Expected) {
  const { userHandle, ...signed } = assertion.response
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...assertion,
        response: { ...signed, ...(userHandle !== undefined && { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo : null
  } catch {
    return null
  }
}

/** §5.4.3: the account in the authenticator; the same for all passkeys of a person. */
export const userHandleOf = (userId: string) => Buffer.from(userId, 'utf8').toString('base64url')
