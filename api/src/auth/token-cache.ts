import type { Identity } from './claims.ts'

export interface VerifiedToken {
  readonly identity: Identity
  /** True while the key that verified it still counts. */
  readonly isCurrent: () => boolean
}

const MAX_TOKENS = 10_000
const MAX_CHARACTERS = 8 * 1024 * 1024

/**
 * Tokens already verified, keyed by their whole text. It saves the signature check only: expiry and
 * the key's standing are judged again at every use. Bounded in number and in characters; the oldest
 * goes first.
 */
export class TokenCache {
  #tokens = new Map<string, VerifiedToken>()
  #characters = 0

  get(token: string): VerifiedToken | undefined {
    return this.#tokens.get(token)
  }

  set(token: string, verified: VerifiedToken): void {
    this.delete(token)
    this.#tokens.set(token, verified)
    this.#characters += token.length
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= MAX_TOKENS && this.#characters <= MAX_CHARACTERS) break
      this.delete(oldest)
    }
  }

  delete(token: string): void {
    if (this.#tokens.delete(token)) this.#characters -= token.length
  }

  get size(): number {
    return this.#tokens.size
  }
}
