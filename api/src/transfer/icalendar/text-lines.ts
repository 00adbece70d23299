const MAX_OCTETS = 75

/** A TEXT value (RFC 5545 §3.3.11): no text can end its line, or begin another property. */
export function textLine(name: string, text: string): string {
  const escaped = text
    .replace(/\r\n?|\n|\u2028|\u2029/g, '\n')
    // Control characters but the tab have no place in a line (§3.1).
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
  return `${name}:${escaped}`
}

const encoder = new TextEncoder()

/** Lines of at most 75 octets, none of which ends inside of a character (§3.1). */
export function foldLine(line: string): string {
  if (line.length * 3 <= MAX_OCTETS || encoder.encode(line).length <= MAX_OCTETS)
    return `${line}\r\n`
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const size = sizeOf(character)
    if (octets + size > MAX_OCTETS) {
      parts.push(part)
      // The blank that a folded line begins with counts.
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return `${[...parts, part].join('\r\n')}\r\n`
}

/** Octets of a character in UTF-8. */
function sizeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
