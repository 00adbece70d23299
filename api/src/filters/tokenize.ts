import { FilterError } from './error.ts'
import { MAX_LENGTH } from './filter.ts'
import type { Comparison } from './filter.ts'

/** Each with the place where it starts, in characters from 0. */
export type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'quoted'
      readonly text: string
      readonly isOpen: boolean
      readonly at: number
    }
  | {
      readonly kind: 'field'
      readonly name: string
      readonly comparison: Comparison
      readonly value: Value
      readonly at: number
    }

export interface Value {
  readonly text: string
  readonly isQuoted: boolean
  readonly at: number
}

const SPACE = /\s+/uy
const FIELD = /([a-z]+)(:?(?:<=|>=|<|>)|[:=])\s*/iuy
const BARE = /[^\s()"]+/uy
const QUOTED = /"((?:[^"\\]|\\.)*)"(\*?)/suy

const SIGNS = { '(': 'open', ')': 'close' } as const
const WORDS = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
] as const)

/** Cuts a filter into tokens, each character looked at a bounded number of times. FilterError. */
export function tokenize(source: string): Token[] {
  const length = [...source].length
  if (length > MAX_LENGTH) {
    throw new FilterError(MAX_LENGTH, `a filter has at most ${MAX_LENGTH} characters`)
  }
  const reader = new Reader(source)
  const tokens: Token[] = []
  for (reader.take(SPACE); !reader.isAtEnd; reader.take(SPACE)) tokens.push(nextToken(reader))
  return tokens
}

function nextToken(reader: Reader): Token {
  const { at, sign } = reader
  if (sign === '(' || sign === ')') {
    reader.skip()
    return { kind: SIGNS[sign], at }
  }
  if (sign === '-' && reader.isJoined) {
    reader.skip()
    return { kind: 'not', at }
  }
  if (sign === '"') return { kind: 'quoted', ...readQuoted(reader), at }
  const [field, name, comparison] = reader.take(FIELD) ?? []
  if (field !== undefined && name !== undefined && comparison !== undefined) {
    const value = readValue(reader)
    return {
      kind: 'field',
      name: name.toLowerCase(),
      comparison: toComparison(comparison),
      value,
      at,
    }
  }
  const [text = ''] = reader.take(BARE) ?? []
  const kind = WORDS.get(text.toLowerCase() as 'and')
  return kind === undefined ? { kind: 'word', text, at } : { kind, at }
}

function readValue(reader: Reader): Value {
  const { at, sign } = reader
  if (sign === '"') return { text: readQuoted(reader).text, isQuoted: true, at }
  const [text] = reader.take(BARE) ?? []
  if (text === undefined) throw new FilterError(at, 'a value is missing')
  return { text, isQuoted: false, at }
}

/** A quote or a backslash within stands behind a backslash. */
function readQuoted(reader: Reader): { text: string; isOpen: boolean } {
  const { at } = reader
  const [, inside, star] = reader.take(QUOTED) ?? []
  if (inside === undefined) throw new FilterError(at, 'this quotation is not closed')
  return { text: inside.replace(/\\(.)/gsu, '$1'), isOpen: star === '*' }
}

function toComparison(operator: string): Comparison {
  return operator === ':' ? '=' : (operator.replace(':', '') as Comparison)
}

class Reader {
  /** Where it is, in characters. */
  at = 0
  #index = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#source.length
  }

  get sign(): string | undefined {
    return this.#source[this.#index]
  }

  /** Whether what follows the sign belongs to it. */
  get isJoined(): boolean {
    return /[^\s)]/u.test(this.#source[this.#index + 1] ?? ' ')
  }

  skip(): void {
    this.#index++
    this.at++
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#index
    const match = pattern.exec(this.#source)
    if (match === null) return undefined
    this.#index += match[0].length
    this.at += [...match[0]].length
    return match
  }
}
