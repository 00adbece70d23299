// Adding a passkey, which asks for proof first: whoever adds one can sign in from then on, past the
// password and the second factor.
import { randomUUID } from 'node:crypto'
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { eq, sql } from 'drizzle-orm'
import { clientOf } from '../../account/client.ts'
import { deviceOf } from '../../account/device.ts'
import { passkey } from '../../db/passkey-tables.ts'
import { user } from '../../db/schema.ts'
import { passkeyAdded } from '../../mail/letters.ts'
import { tellOwner } from '../notices.ts'
import { demandProof } from '../proof/proof.ts'
import { userHandleOf } from './assertions.ts'
import { descriptorsOf } from './list.ts'
import {
  attestationBody,
  clientDataOf,
  DIALOG_MS,
  PASSKEYS_PAGE,
  refusedPasskey,
  type Attestation,
  type PasskeyParts,
} from './parts.ts'

/** More than anybody has devices; a list that authenticators are sent must end somewhere. */
const MOST = 20

/** EdDSA, ES256, RS256: what the runtimes we run on all verify, and what all authenticators have. */
const ALGORITHMS = [-8, -7, -257]

export function beginAddingEndpoint({ db, relyingParty, challenges }: PasskeyParts) {
  return createAuthEndpoint(
    '/passkey/begin-adding',
    { method: 'POST', use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session
      await demandProof(db, session.id)
      const excludeCredentials = await descriptorsOf(db, user.id)
      if (excludeCredentials.length >= MOST) throw tooMany()
      return ctx.json(
        await generateRegistrationOptions({
          rpName: 'Holdfast',
          rpID: relyingParty.id,
          userName: user.email,
          userDisplayName: user.name,
          userID: new Uint8Array(Buffer.from(userHandleOf(user.id), 'base64url')),
          challenge: new Uint8Array(await challenges.give(ctx, `add ${session.id}`)),
          attestationType: 'none',
          excludeCredentials,
          // Discoverable: signing in begins without an address.
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
          supportedAlgorithmIDs: ALGORITHMS,
          timeout: DIALOG_MS,
        }),
      )
    },
  )
}

export function addEndpoint(parts: PasskeyParts) {
  const { db, challenges } = parts
  return createAuthEndpoint(
    '/passkey/add',
    { method: 'POST', use: [sensitiveSessionMiddleware], body: attestationBody },
    async (ctx) => {
      const { user, session } = ctx.context.session
      await demandProof(db, session.id)
      const { response } = ctx.body
      const clientData = clientDataOf(response.response)
      const purpose = `add ${session.id}` as const
      if (!clientData || !(await challenges.take(ctx, purpose, clientData.challenge))) {
        throw refusedPasskey()
      }
      const made = await verify(parts, response, clientData.challenge)
      if (made?.userVerified !== true) throw refusedPasskey()
      const { credential, credentialBackedUp: backedUp } = made
      const added = await insert(parts, {
        userId: user.id,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: (response.response.transports ?? []).join(','),
        backedUp,
        name: deviceOf(clientOf(ctx.headers).userAgent).name,
      })
      const page = PASSKEYS_PAGE
      await tellOwner(parts, ctx, { user, kind: 'passkey-added', letter: passkeyAdded, page })
      return ctx.json({ id: added })
    },
  )
}

async function verify(
  { relyingParty }: PasskeyParts,
  { response, ...credential }: Attestation,
  expectedChallenge: string,
) {
  const { clientDataJSON, attestationObject } = response
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...credential,
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return verified ? registrationInfo : null
  } catch {
    // The library says by an error what it does not like, and quotes what it was given.
    return null
  }
}

/** §7.1 step 26: a credential that somebody has already is refused, whoever that is. */
async function insert(
  { db }: PasskeyParts,
  made: Omit<typeof passkey.$inferInsert, 'id'>,
): Promise<string> {
  const id = randomUUID()
  return db.transaction(async (transaction) => {
    // One at a time for each person, so that two at once don't pass the limit together.
    await transaction
      .select({ id: user.id })
      .from(user)
      .where(eq(user.id, made.userId))
      .for('update')
    const [{ count } = { count: 0 }] = await transaction
      .select({ count: sql<number>`count(*)::int` })
      .from(passkey)
      .where(eq(passkey.userId, made.userId))
    if (count >= MOST) throw tooMany()
    const added = await transaction
      .insert(passkey)
      .values({ id, ...made })
      .onConflictDoNothing()
      .returning({ id: passkey.id })
    if (added.length === 0) throw refusedPasskey()
    return id
  })
}

function tooMany(): APIError {
  return new APIError('BAD_REQUEST', { code: 'TOO_MANY_PASSKEYS', message: 'Too many passkeys' })
}
