import { toWords } from '../words/words.ts'
import { FilterError } from './error.ts'
import { readField } from './fields.ts'
import { MAX_DEPTH, MAX_TERMS } from './filter.ts'
import type { Filter } from './filter.ts'
import { tokenize } from './tokenize.ts'
import type { Token } from './tokenize.ts'

/**
 * Reads a filter. `or` binds less than `and`, which may be left out; `not` and `-` bind most. Throws
 * FilterError and nothing else, in time linear in the length.
 */
export function parseFilter(source: string): Filter {
  const parser = new Parser(tokenize(source), [...source].length)
  return parser.parse()
}

class Parser {
  readonly #tokens: readonly Token[]
  /** Where the filter ends, in characters. */
  readonly #end: number
  #next = 0
  #terms = 0

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  parse(): Filter {
    if (this.#tokens.length === 0) throw new FilterError(0, 'the filter is empty')
    const filter = this.#readOr(0)
    const left = this.#tokens[this.#next]
    if (left !== undefined) throw new FilterError(left.at, 'there is no bracket to close')
    return filter
  }

  #readOr(depth: number): Filter {
    const parts = [this.#readAnd(depth)]
    while (this.#take('or')) parts.push(this.#readAnd(depth))
    return join('or', parts)
  }

  #readAnd(depth: number): Filter {
    const parts = [this.#readNot(depth)]
    for (;;) {
      const kind = this.#tokens[this.#next]?.kind
      if (kind === undefined || kind === 'or' || kind === 'close') return join('and', parts)
      this.#take('and')
      parts.push(this.#readNot(depth))
    }
  }

  #readNot(depth: number): Filter {
    const { at = this.#end } = this.#tokens[this.#next] ?? {}
    if (depth > MAX_DEPTH) {
      throw new FilterError(at, `brackets and "not" stand at most ${MAX_DEPTH} deep`)
    }
    if (this.#take('not')) return { kind: 'not', part: this.#readNot(depth + 1) }
    if (!this.#take('open')) return this.#readTerm()
    const inside = this.#readOr(depth + 1)
    if (!this.#take('close')) throw new FilterError(at, 'this bracket is not closed')
    return inside
  }

  #readTerm(): Filter {
    const token = this.#tokens[this.#next++]
    if (token === undefined) throw new FilterError(this.#end, 'a condition is missing')
    if (++this.#terms > MAX_TERMS) {
      throw new FilterError(token.at, `a filter has at most ${MAX_TERMS} conditions`)
    }
    switch (token.kind) {
      case 'field':
        return readField(token.name, token.comparison, token)
      case 'word':
        return readText(token.text, true, token.at)
      case 'quoted':
        return readText(token.text, token.isOpen, token.at)
      case 'open':
      case 'close':
      case 'and':
      case 'or':
      case 'not':
        throw new FilterError(token.at, 'a condition is missing before this')
    }
  }

  #take(kind: Token['kind']): boolean {
    const isThere = this.#tokens[this.#next]?.kind === kind
    if (isThere) this.#next++
    return isThere
  }
}

function join(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) }
}

function readText(text: string, isOpen: boolean, at: number): Filter {
  const words = toWords(text)
  if (words.length === 0) throw new FilterError(at, 'there is no letter or digit to search for')
  return { kind: 'text', words, isOpen }
}
