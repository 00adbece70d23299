/** Filters of every kind, for tests by property. */
import fc from 'fast-check'
import { toWords } from '../words/words.ts'
import { FEATURES, MOMENT_FIELDS, PLACES, PRIORITIES, STATUSES } from './filter.ts'
import type { Filter, Term, When } from './filter.ts'

const comparison = fc.constantFrom(...(['=', '<', '<=', '>', '>='] as const))
const two = (number: number) => `${number}`.padStart(2, '0')
const day = fc
  .record({ year: fc.integer({ min: 1, max: 9999 }), month: fc.integer({ min: 1, max: 12 }) })
  .chain(({ year, month }) =>
    fc
      .integer({ min: 1, max: 28 })
      .map((date) => `${`${year}`.padStart(4, '0')}-${two(month)}-${two(date)}`),
  )
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.option(fc.nat(59)))
  .map(([hours, minutes, seconds]) =>
    [hours, minutes, ...(seconds === null ? [] : [seconds])].map(two).join(':'),
  )
const dateTime = fc.tuple(day, time).map((parts) => parts.join('T'))

const when: fc.Arbitrary<When> = fc.oneof(
  fc.constant<When>({ kind: 'now' }),
  fc
    .record({
      amount: fc.integer({ min: -9999, max: 9999 }),
      unit: fc.constantFrom(...(['d', 'w', 'm', 'y'] as const)),
    })
    .map(({ amount, unit }): When => ({
      kind: 'relative',
      amount,
      unit: amount === 0 ? 'd' : unit,
    })),
  day.map((value): When => ({ kind: 'day', day: value })),
  dateTime.map((value): When => ({ kind: 'local', dateTime: value })),
  fc.record({
    kind: fc.constant('instant' as const),
    dateTime,
    offset: fc.constantFrom('Z', '+02:00', '-12:00', '+14:00'),
  }),
)

const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ maxLength: 30 }),
    fc.constantFrom('and', 'or', 'not', 'e-mail', '日本', '🌱 now'),
  )
  .map(toWords)
  .filter((found) => found.length > 0)

const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  fc.constant({ kind: 'inbox' as const }),
  fc.record({
    kind: fc.constant('place' as const),
    place: fc.constantFrom(...PLACES),
    id: fc.uuid(),
  }),
  fc.record({ kind: fc.constant('labelId' as const), id: fc.uuid() }),
  fc.record({
    kind: fc.constant('labelName' as const),
    name: fc
      .string({ maxLength: 20 })
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  }),
  fc.record({
    kind: fc.constant('priority' as const),
    comparison,
    priority: fc.constantFrom(...PRIORITIES),
  }),
  fc.record({
    kind: fc.constant('moment' as const),
    field: fc.constantFrom(...MOMENT_FIELDS),
    comparison,
    when,
  }),
  fc.record({ kind: fc.constant('has' as const), feature: fc.constantFrom(...FEATURES) }),
  fc.record({ kind: fc.constant('text' as const), words, isOpen: fc.boolean() }),
)

/** Flat, of few terms, and less deep than a filter may be. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; joined: Filter }>(
  (tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      term,
      tie('joined'),
      fc.record({ kind: fc.constant('not' as const), part: tie('filter') }),
    ),
    joined: fc
      .tuple(
        fc.constantFrom(...(['and', 'or'] as const)),
        fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, parts]): Filter => ({
        kind,
        parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
      })),
  }),
).filter
