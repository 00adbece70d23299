/** Descriptions that other products keep as HTML, as plain text: nothing of it is ever shown as HTML. */
export function htmlToText(html: string): string {
  const parts: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const end = open === -1 ? -1 : html.indexOf('>', open)
    if (end === -1) break
    parts.push(html.slice(at, open), breakOf(html.slice(open + 1, Math.min(end, open + 20))))
    at = end + 1
  }
  parts.push(html.slice(at))
  return decodeEntities(parts.join(''))
    .replace(/[ \t]{1,1000}\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function breakOf(tag: string): string {
  const [, name = ''] = /^\/?([a-z0-9]+)/i.exec(tag) ?? []
  const isEnd = tag.startsWith('/')
  switch (name.toLowerCase()) {
    case 'br':
      return '\n'
    case 'li':
      return isEnd ? '\n' : '- '
    case 'p':
    case 'div':
    case 'tr':
    case 'ul':
    case 'ol':
    case 'pre':
    case 'blockquote':
      return isEnd ? '\n' : ''
    default:
      return /^h[1-6]$/i.test(name) && isEnd ? '\n' : ''
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const isHex = name[1]?.toLowerCase() === 'x'
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
