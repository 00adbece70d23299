const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const WELL_FORMED = /^[A-Za-z0-9_-]+$/

/**
 * True for base64url without padding whose unused trailing bits are zero (RFC 4648 §3.5,
 * RFC 7515 §2), so that one sequence of bytes has one spelling. Decoders accept the others too.
 */
export function isCanonicalBase64Url(text: string): boolean {
  if (!WELL_FORMED.test(text)) return false
  const rest = text.length % 4
  if (rest === 0) return true
  if (rest === 1) return false
  const last = ALPHABET.indexOf(text.charAt(text.length - 1))
  return rest === 2 ? (last & 0b1111) === 0 : (last & 0b11) === 0
}
