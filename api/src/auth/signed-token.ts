/** A signed token of the issuer, whichever kind it is: the part that access and logout tokens share. */
import { compactVerify, errors } from 'jose'
import { isCanonicalBase64Url } from './base64url.ts'
import { TokenError } from './token-error.ts'
import { parseJsonObject, readTokenHeader } from './token-header.ts'
import type { TokenType } from './token-header.ts'

/** A key that may verify tokens, for exactly one algorithm. */
export interface VerificationKey {
  readonly algorithm: string
  readonly key: CryptoKey | Uint8Array
  /** Tells the same key from another one under the same `kid`. */
  readonly id: string
}

/** Where keys come from: the issuer's key set, or one shared secret. */
export interface KeySource {
  /** The only algorithms a token may name (RFC 8725 §3.1). */
  readonly algorithms: readonly string[]
  /**
   * The key `kid` names. Rejects with TokenError `UNKNOWN_KEY`, or KeySetUnavailableError when
   * that can't be told.
   */
  find(kid: string | undefined): Promise<VerificationKey>
  /** False once the key has left the set: tokens it verified are then judged anew. */
  isCurrent(key: VerificationKey): boolean
  /** Resolves true when tokens can be judged. */
  isReady(): boolean
  close(): void
}

export interface SignedToken {
  readonly payload: Record<string, unknown>
  readonly key: VerificationKey
}

/**
 * What a token of this type says, its signature judged and its claims not. Rejects with TokenError
 * or KeySetUnavailableError.
 */
export async function openSignedToken(
  token: string,
  keys: KeySource,
  type: TokenType,
): Promise<SignedToken> {
  const [headerPart, payloadPart] = splitToken(token)
  const header = readTokenHeader(headerPart, keys.algorithms, type)
  const key = await keys.find(header.kid)
  // A key is bound to its algorithm, whatever the header says (RFC 8725 §3.1).
  if (key.algorithm !== header.alg) throw new TokenError('HEADER_REFUSED')
  await verifySignature(token, key)
  return { payload: parseJsonObject(payloadPart), key }
}

/** RFC 7515 §3.1: three parts; each in its one canonical spelling. */
function splitToken(token: string): [string, string] {
  const parts = token.split('.')
  const [header, payload] = parts
  if (parts.length !== 3 || header === undefined || payload === undefined) {
    throw new TokenError('MALFORMED')
  }
  if (!parts.every(isCanonicalBase64Url)) throw new TokenError('MALFORMED')
  return [header, payload]
}

async function verifySignature(token: string, { key, algorithm }: VerificationKey): Promise<void> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] })
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw new TokenError('BAD_SIGNATURE', { cause })
    throw cause
  }
}
