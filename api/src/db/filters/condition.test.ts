import { PgDialect } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFilter } from '../../filters/any-filter.ts'
import type { Filter } from '../../filters/filter.ts'
import { parseFilter } from '../../filters/parse.ts'
import { toCondition } from './condition.ts'

const at = (name: string) => ({ wallClock: `wall clock of ${name}`, moment: `moment of ${name}` })

function toText(filter: Filter): { text: string; values: string[] } {
  const { where, values } = toCondition({
    filter,
    spanOf: () => ({ from: at('from'), before: at('before') }),
    labelKeyOf: (name) => `key of ${name}`,
  })
  const { sql, params } = new PgDialect().sqlToQuery(where)
  const names = params.map((param) => (param as { name: string }).name)
  expect(new Set(names.filter((name) => name !== 'owner'))).toEqual(new Set(Object.keys(values)))
  return { text: sql, values: Object.values(values) }
}

/** The same filter with other values. */
function withOtherValues(filter: Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, parts: filter.parts.map(withOtherValues) }
    case 'not':
      return { kind: 'not', part: withOtherValues(filter.part) }
    case 'place':
    case 'labelId':
      return { ...filter, id: '00000000-0000-0000-0000-000000000000' }
    case 'labelName':
      return { ...filter, name: 'another' }
    case 'priority':
      return { ...filter, priority: 'low' }
    case 'moment':
      return { ...filter, when: { kind: 'now' } }
    case 'text':
      return { ...filter, words: filter.words.map(() => 'another') }
    case 'status':
    case 'inbox':
    case 'has':
      return filter
  }
}

describe('the condition of a filter', () => {
  it('is decided by its shape alone: all values are parameters', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(toText(filter).text).toBe(toText(withOtherValues(filter)).text)
      }),
      { numRuns: 500 },
    )
  })

  it('names the owner of every row that it looks at', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const { text } = toText(filter)
        for (const inner of text.split('(select').slice(1)) {
          const [, tables = ''] = /from (.*?)where/s.exec(inner) ?? []
          const names = tables.match(/(?<=(?:from|join|^) ?)"\w+"(?: as "?\w+"?)?/g) ?? []
          expect(names.length).toBeGreaterThan(0)
          const owners = inner.match(/owner_id"? = \$\d+/g) ?? []
          expect(owners.length).toBe(names.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, string[]]>([
    ['plan', ['plan', 'plan\u{10ffff}']],
    ['"plan"', ['plan']],
    ['"the plants grow"', ['plants', '% the plants grow %']],
    ['"the plants grow"*', ['plants', '% the plants grow%']],
    ['label:Home', ['key of Home']],
    ['priority>=medium', ['2']],
    ['created<today', ['moment of from']],
    ['created<=today', ['moment of before']],
    ['created>today', ['moment of before']],
    ['created>=today', ['moment of from']],
    ['created:today', ['moment of from', 'moment of before']],
    ['start:today', ['wall clock of from', 'wall clock of before']],
    ['due>today', ['wall clock of before', 'moment of before']],
  ])('%s asks for %j', (source, values) => {
    expect(toText(parseFilter(source)).values).toEqual(values)
  })
})
