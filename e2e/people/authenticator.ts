/** The app on somebody's phone: RFC 6238 with SHA-1, six digits and 30 seconds, as all of them do. */
import { createHmac } from 'node:crypto'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export class Authenticator {
  readonly #secret: Buffer
  #last = 0

  /** @param key base32, as the page shows it */
  constructor(key: string) {
    const signs = [...key.replaceAll(/\s/g, '')]
    const bits = signs.map((sign) => base32.indexOf(sign).toString(2).padStart(5, '0')).join('')
    const bytes = bits.match(/.{8}/g) ?? []
    this.#secret = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
  }

  /**
   * A code that has not been asked for before: each counts once. The second one within a half minute
   * is that of the next, which a server takes from a phone whose clock is ahead.
   */
  nextCode(): string {
    this.#last = Math.max(Math.floor(Date.now() / 30_000), this.#last + 1)
    return this.#code(this.#last)
  }

  /** The one `nextCode` gave last. */
  sameCode(): string {
    return this.#code(this.#last)
  }

  /** As the app would show it, but with every digit wrong. */
  wrongCode(): string {
    return [...this.#code(this.#last)].map((digit) => (Number(digit) + 5) % 10).join('')
  }

  #code(step: number): string {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(step))
    const hash = createHmac('sha1', this.#secret).update(counter).digest()
    const offset = (hash.at(-1) ?? 0) & 15
    return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }
}
