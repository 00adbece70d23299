/**
 * Strict JSON: what `JSON.parse` lets through and a service that judges by content must not.
 * Used for request bodies and for the two JSON parts of a token.
 */

export type StrictJsonErrorCode = 'NOT_UTF8' | 'NOT_JSON' | 'TOO_DEEP' | 'DUPLICATE_MEMBER'

export class StrictJsonError extends Error {
  override name = 'StrictJsonError'
  readonly code: StrictJsonErrorCode

  constructor(code: StrictJsonErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

// `ignoreBOM` keeps the mark in the text, where the JSON grammar then refuses it (RFC 8259 §8.1).
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes to text. Throws {@link StrictJsonError} `NOT_UTF8` where a decoder would put U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new StrictJsonError('NOT_UTF8', 'not valid UTF-8', { cause })
  }
}

/**
 * Parses `text` (RFC 8259), refusing objects that name a member twice (§4: their meaning is
 * unpredictable) and arrays or objects nested deeper than `maxDepth`.
 */
export function parseStrictJson(text: string, maxDepth: number): unknown {
  refuseDeepAndDuplicate(text, maxDepth)
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new StrictJsonError('NOT_JSON', 'not valid JSON', { cause })
  }
}

/** One pass, before parsing, so that depth is bounded whatever the engine's parser can bear. */
function refuseDeepAndDuplicate(text: string, maxDepth: number): void {
  const open: (Set<string> | null)[] = []
  let expectsName = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) {
      const end = endOfString(text, at)
      const members = open.at(-1)
      if (expectsName && members) {
        const name = readName(text.slice(at, end + 1))
        if (members.has(name)) {
          throw new StrictJsonError('DUPLICATE_MEMBER', 'an object names a member twice')
        }
        members.add(name)
        expectsName = false
      }
      at = end
    } else if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
      if (open.length === maxDepth) {
        throw new StrictJsonError('TOO_DEEP', `nested deeper than ${maxDepth} levels`)
      }
      expectsName = character === OPEN_OBJECT
      open.push(expectsName ? new Set() : null)
    } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
      open.pop()
      expectsName = false
    } else if (character === COMMA) {
      expectsName = open.at(-1) instanceof Set
    }
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === BACKSLASH) at++
    else if (character === QUOTE) return at
  }
  return text.length
}

/** `"\u0061"` and `"a"` are the same name (RFC 8259 §8.3). */
function readName(quoted: string): string {
  if (!quoted.includes('\\')) return quoted
  try {
    return `"${JSON.parse(quoted) as string}"`
  } catch (cause) {
    throw new StrictJsonError('NOT_JSON', 'not valid JSON', { cause })
  }
}
