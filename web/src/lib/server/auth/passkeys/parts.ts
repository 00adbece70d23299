// What every endpoint of this room works with, and what browsers send to it.
import { APIError } from 'better-auth/api'
import { z } from 'zod'
import type { AuthDatabase } from '../../db/open.ts'
import type { Logger } from '../../log.ts'
import type { Post } from '../../mail/post.ts'
import type { Challenges } from './challenges.ts'
import type { RelyingParty } from './relying-party.ts'

export interface PasskeyParts {
  db: AuthDatabase
  logger: Logger
  post: Post
  publicUrl: string
  relyingParty: RelyingParty
  challenges: Challenges
}

/** In the account. */
export const PASSKEYS_PAGE = '/account/security/passkeys'

/** How long the browser's own dialog stays open. */
export const DIALOG_MS = 5 * 60 * 1000

/** No attestation and no extension of ours is longer. */
const bytes = z
  .string()
  .max(16_384)
  .regex(/^[\w-]*$/)

const credential = { id: bytes, rawId: bytes, type: z.literal('public-key') }

/** WebAuthn §5.1: as `PublicKeyCredential.toJSON` writes it. Extensions are asked for by nobody. */
export const assertionBody = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.optional(),
    }),
  }),
})
export type Assertion = z.infer<typeof assertionBody>['response']

export const attestationBody = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z
        .array(z.string().regex(/^[a-z-]{1,20}$/))
        .max(10)
        .optional(),
    }),
  }),
})

export type Attestation = z.infer<typeof attestationBody>['response']

interface ClientData {
  challenge: string
}

/**
 * What the browser says it was asked (WebAuthn §5.8.1). In a frame of another site nobody sees whom
 * they sign in for; @simplewebauthn/server refuses that only where the browser names the site.
 */
export function clientDataOf({ clientDataJSON }: { clientDataJSON: string }): ClientData | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    if (typeof data !== 'object' || data === null || !('challenge' in data)) return null
    if ('crossOrigin' in data && data.crossOrigin !== false) return null
    return typeof data.challenge === 'string' ? { challenge: data.challenge } : null
  } catch {
    return null
  }
}

/** Unknown, removed, not verified, answered twice, too late: nobody is told which. */
export function refusedPasskey(): APIError {
  return new APIError('UNAUTHORIZED', { code: 'PASSKEY_REFUSED', message: 'Passkey refused' })
}
