// What somebody needs to add the account to an authenticator app: a picture, or a key to type.
import { qrCode, type QrCode } from '#lib/server/qr-code.ts'

export type SetUp = { qr: QrCode; key: string; uri: string }

export function setUpFromUri(uri: string): SetUp | null {
  const key = URL.parse(uri)?.searchParams.get('secret') ?? ''
  return isKey(key) ? { qr: qrCode(uri), key, uri } : null
}

/** The same once more, from the form that holds the key. */
export function setUpFromKey(key: string, email: string): SetUp | null {
  if (!isKey(key)) return null
  const query = new URLSearchParams({ secret: key, issuer: 'Holdfast', digits: '6', period: '30' })
  const uri = `otpauth://totp/Holdfast:${encodeURIComponent(email)}?${query.toString()}`
  return { qr: qrCode(uri), key, uri }
}

/** RFC 4648 base32, as long as Better Auth's keys are or shorter. */
function isKey(text: string): boolean {
  return /^[A-Z2-7]{16,64}$/.test(text)
}
