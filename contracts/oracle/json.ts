/** JSON read by hand (RFC 8259), so that the oracle shares no parser with what it judges. */

/** An object is a Map: no member name is special in it. */
export type Json = null | boolean | number | string | Json[] | Map<string, Json>

export interface Reading {
  value: Json
  /** Arrays and objects around the innermost one, itself included. */
  depth: number
}

/** Undefined for what is no JSON, and for an object that names a member twice (§4). */
export function readJson(text: string): Reading | undefined {
  try {
    const reader = new Reader(text)
    const value = reader.value(0)
    reader.end()
    return { value, depth: reader.deepest }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// Control characters are looked for afterwards.
const string = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const blanks = /[ \t\n\r]*/y
const words: readonly [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Reader {
  deepest = 0
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): Json {
    // Deeper than any rule looks, and before the stack ends.
    if (depth > 500) throw new SyntaxError('nested without measure')
    this.#take(blanks)
    const next = this.#text.charAt(this.#at)
    const value =
      next === '{'
        ? this.#object(depth + 1)
        : next === '['
          ? this.#array(depth + 1)
          : next === '"'
            ? this.#string()
            : this.#word()
    this.#take(blanks)
    return value
  }

  end(): void {
    if (this.#at < this.#text.length) throw new SyntaxError('more text')
  }

  #object(depth: number): Json {
    const members = new Map<string, Json>()
    this.#list(depth, '}', () => {
      this.#take(blanks)
      const name = this.#string()
      this.#take(blanks)
      this.#expect(':')
      if (members.has(name)) throw new SyntaxError('a member twice')
      members.set(name, this.value(depth))
    })
    return members
  }

  #array(depth: number): Json {
    const items: Json[] = []
    this.#list(depth, ']', () => {
      items.push(this.value(depth))
    })
    return items
  }

  #list(depth: number, close: string, item: () => void): void {
    this.deepest = Math.max(this.deepest, depth)
    this.#at += 1
    this.#take(blanks)
    if (this.#text.charAt(this.#at) !== close) {
      item()
      while (this.#text.charAt(this.#at) === ',') {
        this.#at += 1
        item()
      }
    }
    this.#expect(close)
  }

  #string(): string {
    const quoted = this.#take(string)
    if (quoted === '' || Array.from(quoted).some((character) => character < ' ')) {
      throw new SyntaxError('no string')
    }
    const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
    return quoted
      .slice(1, -1)
      .replaceAll(/\\(?:u(.{4})|(.))/g, (_, code?: string, character = '') =>
        code === undefined
          ? (escapes[character as string] ?? (character as string))
          : String.fromCharCode(Number.parseInt(code, 16)),
      )
  }

  #word(): Json {
    const digits = this.#take(number)
    if (digits !== '') return Number(digits)
    const word = words.find(([name]) => this.#text.startsWith(name, this.#at))
    if (!word) throw new SyntaxError('no value')
    this.#at += word[0].length
    return word[1]
  }

  #expect(character: string): void {
    if (this.#text.charAt(this.#at) !== character) throw new SyntaxError(`no ${character}`)
    this.#at += 1
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const taken = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += taken.length
    return taken
  }
}
