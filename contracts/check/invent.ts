/** Ids that look like a real one and belong to nothing. */
import { randomInt } from 'node:crypto'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Another one each time. */
export function neverLike(value: string): string {
  if (uuid.test(value)) {
    // Version and variant stay, and so does the time of a UUIDv7: RFC 9562 §5.7.
    const kept = value.charAt(14) === '7' ? 14 : 0
    return [...value]
      .map((digit, index) =>
        index <= kept || index === 14 || index === 19 || digit === '-' ? digit : randomLike(digit),
      )
      .join('')
  }
  // Near the end of 32 bits, where no counter has come yet.
  if (/^\d{1,10}$/.test(value)) return String(2_147_483_647 - randomInt(1_000_000))
  const invented = [...value].map(randomLike).join('')
  const random = invented.replaceAll(/[^a-z0-9]/gi, '').length
  return random >= 8 ? invented : `${invented}${randomWord(8)}`
}

export function randomWord(length: number): string {
  return Array.from({ length }, () => randomLike('a')).join('')
}

/** A random character of the same kind; hexadecimal letters stay hexadecimal. */
function randomLike(character: string): string {
  const kinds = ['0123456789', 'abcdef', 'ABCDEF', 'ghijklmnopqrstuvwxyz', 'GHIJKLMNOPQRSTUVWXYZ']
  const kind = kinds.find((characters) => characters.includes(character))
  return kind === undefined ? character : kind.charAt(randomInt(kind.length))
}
