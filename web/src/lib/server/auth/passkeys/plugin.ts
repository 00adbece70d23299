// Passkeys (WebAuthn Level 3). Better Auth's own plugin takes a key nobody has unlocked for a proof
// of the person, believes the request about its origin, and lets any session add and remove them.
import type { BetterAuthPlugin } from 'better-auth'
import { addEndpoint, beginAddingEndpoint } from './add.ts'
import { removeEndpoint, renameEndpoint } from './change.ts'
import { createChallenges } from './challenges.ts'
import type { PasskeyParts } from './parts.ts'
import { beginProofEndpoint, proveEndpoint } from './prove.ts'
import { relyingPartyOf } from './relying-party.ts'
import { beginSignInEndpoint, signInEndpoint } from './sign-in.ts'

export function passkeys(
  room: Omit<PasskeyParts, 'relyingParty' | 'challenges'>,
  { current }: { current: string },
) {
  const relyingParty = relyingPartyOf(room.publicUrl)
  const parts = { ...room, relyingParty, challenges: createChallenges(room.db, current) }
  return {
    id: 'holdfast-passkeys',
    schema: {
      session: {
        fields: { passkeyId: { type: 'string', required: false, input: false, returned: false } },
      },
    },
    endpoints: {
      beginPasskeySignIn: beginSignInEndpoint(parts),
      signInWithPasskey: signInEndpoint(parts),
      beginPasskeyProof: beginProofEndpoint(parts),
      proveByPasskey: proveEndpoint(parts),
      beginAddingPasskey: beginAddingEndpoint(parts),
      addPasskey: addEndpoint(parts),
      renamePasskey: renameEndpoint(parts),
      removePasskey: removeEndpoint(parts),
    },
  } satisfies BetterAuthPlugin
}
