// An authenticator in software (WebAuthn Level 3), which does what it is told: also what none would.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What the device and the browser around it say about the moment. */
export interface Moment {
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  crossOrigin?: boolean
  isPresent?: boolean
  isVerified?: boolean
  counter?: number
  userHandle?: string
}

interface Options {
  challenge: string
  rp?: { id?: string }
  rpId?: string
  user?: { id: string }
}

export class PasskeyDevice {
  readonly id = randomBytes(16).toString('base64url')
  readonly #privateKey: KeyObject
  readonly #publicKey: { x: Buffer; y: Buffer }
  readonly #origin: string
  counter = 0
  userHandle = ''

  constructor(origin: string) {
    this.#origin = origin
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = pair.privateKey
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
    this.#publicKey = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') }
  }

  /** §6.3.2 */
  attest(options: Options, moment: Moment = {}) {
    this.userHandle = options.user?.id ?? ''
    const { x, y } = this.#publicKey
    const key = map([1, 2], [3, -7], [-1, 1], [-2, x], [-3, y])
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, id, key.bytes])
    const authData = this.#authenticatorData({ rpId: options.rp?.id ?? '', ...moment }, attested)
    const attestation = map(['fmt', 'none'], ['attStmt', map()], ['authData', authData])
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options, moment),
      attestationObject: attestation.bytes.toString('base64url'),
      transports: ['internal', 'hybrid'],
    })
  }

  /** §6.3.3 */
  assert(options: Options, moment: Moment = {}) {
    const clientDataJSON = this.#clientData('webauthn.get', options, moment)
    const authData = this.#authenticatorData({ rpId: options.rpId ?? '', ...moment })
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    return this.#credential({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', Buffer.concat([authData, hash]), this.#privateKey).toString(
        'base64url',
      ),
      userHandle: moment.userHandle ?? this.userHandle,
    })
  }

  #credential<T>(response: T) {
    return { response: { id: this.id, rawId: this.id, type: 'public-key', response } }
  }

  #clientData(type: string, { challenge }: Options, moment: Moment): string {
    const { crossOrigin = false } = moment
    const data = {
      type: moment.type ?? type,
      challenge: moment.challenge ?? challenge,
      origin: moment.origin ?? this.#origin,
      crossOrigin,
    }
    return Buffer.from(JSON.stringify(data)).toString('base64url')
  }

  /** §6.1: who is asked, the flags UP, UV and AT, and how often this key has signed. */
  #authenticatorData(moment: Moment, attested?: Buffer): Buffer {
    const { isPresent = true, isVerified = true, counter = this.counter } = moment
    const flags = (isPresent ? 1 : 0) | (isVerified ? 4 : 0) | (attested ? 64 : 0)
    const rest = Buffer.alloc(5)
    rest.writeUInt8(flags)
    rest.writeUInt32BE(counter, 1)
    const rpIdHash = createHash('sha256')
      .update(moment.rpId ?? '')
      .digest()
    return Buffer.concat([rpIdHash, rest, attested ?? Buffer.alloc(0)])
  }
}

class Encoded {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}
type Value = number | string | Buffer | Encoded

/** RFC 8949, as much of it as this takes. */
function map(...entries: [key: Value, value: Value][]): Encoded {
  const parts = entries.flatMap(([key, value]) => [item(key), item(value)])
  return new Encoded(Buffer.concat([head(5, entries.length), ...parts]))
}

function item(value: Value): Buffer {
  if (value instanceof Encoded) return value.bytes
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  const bytes = Buffer.from(value)
  return Buffer.concat([head(typeof value === 'string' ? 3 : 2, bytes.length), bytes])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
