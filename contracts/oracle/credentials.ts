/** What the Authorization lines of a request say: RFC 9110 §11.6.2, RFC 6750 §2.1. */

export type Credentials =
  { kind: 'none' } | { kind: 'malformed' } | { kind: 'token'; token: string }

/** Lines of one name are one value, joined by a comma (RFC 9110 §5.3), and no token has one. */
export function readCredentials(lines: readonly string[]): Credentials {
  const value = lines.map(withoutBlanks).join(', ')
  const scheme = value.slice(0, 'bearer'.length).toLowerCase()
  // Another scheme is none of ours; one that begins like ours is ours, badly written.
  if (scheme !== 'bearer') return { kind: 'none' }
  const rest = value.slice('bearer'.length)
  const token = withoutBlanks(rest)
  const isToken = /^[A-Za-z0-9._~+/-]+=*$/.test(token)
  return rest.startsWith(' ') && !/^ *\t/.test(rest) && isToken
    ? { kind: 'token', token }
    : { kind: 'malformed' }
}

/** OWS (RFC 9110 §5.6.3): blanks and tabs, and nothing else. */
function withoutBlanks(text: string): string {
  const characters = [...text]
  const isBlank = (character: string): boolean => character === ' ' || character === '\t'
  const first = characters.findIndex((character) => !isBlank(character))
  const last = characters.findLastIndex((character) => !isBlank(character))
  return first < 0 ? '' : characters.slice(first, last + 1).join('')
}
