import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFilter } from './any-filter.ts'
import { FilterError } from './error.ts'
import { MAX_LENGTH, MAX_TERMS } from './filter.ts'
import type { Filter } from './filter.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const ID = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'
const open: Filter = { kind: 'status', status: 'open' }
const done: Filter = { kind: 'status', status: 'done' }
const high: Filter = { kind: 'priority', comparison: '=', priority: 'high' }
const text = (...words: string[]): Filter => ({ kind: 'text', words, isOpen: true })
const phrase = (...words: string[]): Filter => ({ kind: 'text', words, isOpen: false })
const not = (part: Filter): Filter => ({ kind: 'not', part })
const and = (...parts: Filter[]): Filter => ({ kind: 'and', parts })
const or = (...parts: Filter[]): Filter => ({ kind: 'or', parts })
const due = (comparison: '=' | '<' | '>=', amount: number, unit: 'd' | 'w' | 'm'): Filter => ({
  kind: 'moment',
  field: 'due',
  comparison,
  when: { kind: 'relative', amount, unit },
})

describe('a filter', () => {
  it.each<[string, Filter]>([
    ['status:open', open],
    ['STATUS : open'.replace(' :', ':'), open],
    ['list:inbox', { kind: 'inbox' }],
    [`list:${ID.toUpperCase()}`, { kind: 'place', place: 'list', id: ID }],
    [`section:${ID}`, { kind: 'place', place: 'section', id: ID }],
    ['section:none', not({ kind: 'has', feature: 'section' })],
    [`parent:"${ID}"`, { kind: 'place', place: 'parent', id: ID }],
    [`label:${ID}`, { kind: 'labelId', id: ID }],
    ['label:Home', { kind: 'labelName', name: 'Home' }],
    ['label:" at \\"home\\" \\\\ "', { kind: 'labelName', name: 'at "home" \\' }],
    ['label:"none"', { kind: 'labelName', name: 'none' }],
    ['label:none', not({ kind: 'has', feature: 'label' })],
    ['priority:high', high],
    ['priority>=medium', { kind: 'priority', comparison: '>=', priority: 'medium' }],
    ['priority:<low', { kind: 'priority', comparison: '<', priority: 'low' }],
    ['due:today', due('=', 0, 'd')],
    ['due<+7d', due('<', 7, 'd')],
    ['due< 7d', due('<', 7, 'd')],
    ['due>=-2w', due('>=', -2, 'w')],
    ['due:+0m', due('=', 0, 'd')],
    ['due:none', not({ kind: 'has', feature: 'due' })],
    ['has:notes', { kind: 'has', feature: 'notes' }],
    ['plants', text('plants')],
    ['Crème', text('creme')],
    ['e-mail', text('e', 'mail')],
    ['"Water the"', phrase('water', 'the')],
    ['"water the pla"*', text('water', 'the', 'pla')],
    ['"or"', phrase('or')],
    ['10:30', text('10', '30')],
    ['日本', text('日', '本')],
    ['status:open plants', and(open, text('plants'))],
    ['status:open AND plants', and(open, text('plants'))],
    ['status:open or status:done priority:high', or(open, and(done, high))],
    ['(status:open or status:done) priority:high', and(or(open, done), high)],
    ['(status:open (priority:high plants)) me', and(open, high, text('plants'), text('me'))],
    ['status:open or (status:done or plants)', or(open, done, text('plants'))],
    ['not status:open priority:high', and(not(open), high)],
    ['-(status:open or plants)', not(or(open, text('plants')))],
    ['--plants', not(not(text('plants')))],
    ['(((plants)))', text('plants')],
    ['(plants)(me)', and(text('plants'), text('me'))],
  ])('%s', (source, filter) => {
    expect(parseFilter(source)).toEqual(filter)
  })

  it.each<[string, number, string]>([
    ['', 0, 'the filter is empty'],
    ['  ', 0, 'the filter is empty'],
    ['🌱 staus:open', 2, 'there is no such field'],
    ['plants http://x', 7, 'there is no such field'],
    ['a<b', 0, 'there is no such field'],
    ['status:opened', 7, 'must be one of open, done'],
    ['status>open', 0, 'this field goes with a colon only'],
    ['priority>urgent', 9, 'must be one of none, low, medium, high'],
    ['has:everything', 4, 'must be one of due,'],
    ['list:Home', 5, 'must be an id or inbox'],
    ['section:inbox', 8, 'must be an id or none'],
    ['label:" "', 6, 'a name must not be blank'],
    ['due:', 4, 'a value is missing'],
    ['(due:)', 5, 'a value is missing'],
    ['due:2026-02-29', 4, 'must be a day like'],
    ['due<none', 4, 'must be a day like'],
    ['created:none', 8, 'must be a day like'],
    ['due:2026-11-20T24:00', 4, 'must be a day like'],
    ['due:2026-11-20T10:00+15:00', 4, 'must be a day like'],
    ['due:+7x', 4, 'must be a day like'],
    ['due:+12345d', 4, 'must be a day like'],
    ['"plants', 0, 'this quotation is not closed'],
    ['a label:"x\\"', 8, 'this quotation is not closed'],
    ['(plants', 0, 'this bracket is not closed'],
    ['a (b (c)', 2, 'this bracket is not closed'],
    ['plants)', 6, 'there is no bracket to close'],
    ['()', 1, 'a condition is missing before this'],
    ['or plants', 0, 'a condition is missing before this'],
    ['plants or', 9, 'a condition is missing'],
    ['plants and or me', 11, 'a condition is missing before this'],
    ['not', 3, 'a condition is missing'],
    ['milk - bread', 5, 'there is no letter or digit to search for'],
    ['"…"', 0, 'there is no letter or digit to search for'],
    ['a '.repeat(51), 100, 'a filter has at most 50 conditions'],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, 21, 'brackets and "not" stand at most 20 deep'],
    [`${'-'.repeat(21)}a`, 21, 'brackets and "not" stand at most 20 deep'],
    ['🌱'.repeat(1001), 1000, 'a filter has at most 1000 characters'],
  ])('%j is wrong at %i: %s', (source, position, reason) => {
    const error = errorOf(source)
    expect(error).toBeInstanceOf(FilterError)
    expect(error).toMatchObject({ position, code: 'FILTER_INVALID' })
    expect((error as FilterError).reason).toContain(reason)
    expect((error as FilterError).message).toMatch(
      new RegExp(`^At character ${String(position + 1)}: .*\\.$`),
    )
  })

  it('can be as long, as many and as deep as it may', () => {
    expect(errorOf('🌱'.repeat(1000))).toBeUndefined()
    expect(errorOf('a '.repeat(50))).toBeUndefined()
    expect(errorOf(`${'('.repeat(20)}a${')'.repeat(20)}`)).toBeUndefined()
  })
})

describe('any filter', () => {
  it('is read as it was printed', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        fc.pre(isSmall(filter))
        expect(parseFilter(printFilter(filter))).toEqual(filter)
      }),
      { numRuns: 1000 },
    )
  })

  it('is a filter or a FilterError whose place is within it, whatever it is', () => {
    const pieces = fc.constantFrom(
      ...['(', ')', '-', '"', '\\', '*', ':', '<=', ' ', 'and ', 'or ', 'not ', 'due', 'label'],
      ...[
        'status:open',
        'due:today',
        '+7d',
        '2026-11-20',
        'T10:00',
        'x',
        'é',
        '🌱',
        '\ud800',
        '\0',
      ],
    )
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((chosen) => chosen.join('')),
      fc.string({ unit: 'binary', maxLength: 1100 }),
      fc.string({ maxLength: 1100 }),
    )
    fc.assert(
      fc.property(texts, (source) => {
        const error = errorOf(source)
        if (error === undefined) {
          expect(parseFilter(printFilter(parseFilter(source)))).toEqual(parseFilter(source))
          return
        }
        expect(error).toBeInstanceOf(FilterError)
        const { position, reason } = error as FilterError
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual(Array.from(source).length)
        expect(reason).not.toBe('')
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['(', '-', '"\\', 'a(', 'a:', 'or ', ' ', ':<', 'a"', '"a'])(
    'takes next to no time: %j over and over',
    (piece) => {
      const hostile = piece.repeat(1000).slice(0, 1000)
      errorOf(hostile)
      const started = performance.now()
      for (let time = 0; time < 20; time++) errorOf(hostile)
      // Cubic time would be seconds; some tens of microseconds are usual.
      expect((performance.now() - started) / 20).toBeLessThan(20)
    },
  )
})

function isSmall(filter: Filter): boolean {
  const countTerms = (part: Filter): number => {
    if (part.kind === 'not') return countTerms(part.part)
    if (part.kind !== 'and' && part.kind !== 'or') return 1
    return part.parts.reduce((sum, inner) => sum + countTerms(inner), 0)
  }
  return countTerms(filter) <= MAX_TERMS && printFilter(filter).length <= MAX_LENGTH
}

function errorOf(source: string): unknown {
  try {
    parseFilter(source)
    return undefined
  } catch (error) {
    return error
  }
}
