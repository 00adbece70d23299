/** A self-signed X.509 certificate of an Ed25519 key, for tokens that bring their own chain. */
import { createPublicKey, randomBytes } from 'node:crypto'
import { signerOf } from './keys.ts'
import type { SigningKey } from './keys.ts'

/** DER: tag, length, content (X.690 §8.1). */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const length =
    content.length < 0x80
      ? Buffer.from([content.length])
      : Buffer.from([0x82, content.length >> 8, content.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, content])
}

const ed25519 = der(0x30, der(0x06, Buffer.from([0x2b, 0x65, 0x70])))
const commonName = Buffer.from([0x55, 0x04, 0x03])

function name(text: string): Buffer {
  return der(0x30, der(0x31, der(0x30, der(0x06, commonName), der(0x0c, Buffer.from(text)))))
}

/** As an `x5c` member holds it: base64 of DER, not base64url (RFC 7515 §4.1.6). */
export function selfSigned(key: SigningKey): string {
  const subject = name('holdfast')
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ed25519,
    subject,
    der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z'))),
    subject,
    createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' }),
  )
  const signature = Buffer.concat([Buffer.from([0]), signerOf(key)(body)])
  return der(0x30, body, ed25519, der(0x03, signature)).toString('base64')
}
