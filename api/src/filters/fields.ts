import { FilterError } from './error.ts'
import { FEATURES, MOMENT_FIELDS, PLACES, PRIORITIES, STATUSES } from './filter.ts'
import type { Comparison, Feature, Filter, MomentField, Place } from './filter.ts'
import type { Value } from './tokenize.ts'
import { readWhen } from './when.ts'

type Read = (value: Value, comparison: Comparison, fieldAt: number) => Filter

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const READERS = new Map<string, Read>([
  ['status', equal((value) => ({ kind: 'status', status: oneOf(STATUSES, value) }))],
  ['label', equal(readLabel)],
  ['has', equal((value) => ({ kind: 'has', feature: oneOf(FEATURES, value) }))],
  [
    'priority',
    (value, comparison) => ({ kind: 'priority', comparison, priority: oneOf(PRIORITIES, value) }),
  ],
  ...PLACES.map((place): [string, Read] => [place, equal((value) => readPlace(place, value))]),
  ...MOMENT_FIELDS.map((field): [string, Read] => [
    field,
    (value, comparison) => readMoment(field, value, comparison),
  ]),
])

/** What `name:value` says. FilterError at the name, or at the value. */
export function readField(
  name: string,
  comparison: Comparison,
  { value, at }: { readonly value: Value; readonly at: number },
): Filter {
  const read = READERS.get(name)
  if (read === undefined) {
    const names = [...READERS.keys()].join(', ')
    throw new FilterError(
      at,
      `there is no such field; there are ${names}. Text with a colon stands in quotation marks`,
    )
  }
  return read(value, comparison, at)
}

function equal(read: (value: Value) => Filter): Read {
  return (value, comparison, fieldAt) => {
    if (comparison !== '=') throw new FilterError(fieldAt, 'this field goes with a colon only')
    return read(value)
  }
}

function readLabel(value: Value): Filter {
  const { text, isQuoted, at } = value
  if (!isQuoted && isNone(value)) return isWithout('label')
  if (!isQuoted && UUID.test(text.toLowerCase())) return { kind: 'labelId', id: text.toLowerCase() }
  const name = text.trim()
  if (name === '') throw new FilterError(at, 'a name must not be blank')
  return { kind: 'labelName', name }
}

function readPlace(place: Place, value: Value): Filter {
  if (place === 'list' && value.text.toLowerCase() === 'inbox') return { kind: 'inbox' }
  if (place !== 'list' && isNone(value)) return isWithout(place)
  const id = value.text.toLowerCase()
  if (UUID.test(id)) return { kind: 'place', place, id }
  throw new FilterError(value.at, `must be an id or ${place === 'list' ? 'inbox' : 'none'}`)
}

function readMoment(field: MomentField, value: Value, comparison: Comparison): Filter {
  if ((field === 'due' || field === 'start') && comparison === '=' && isNone(value)) {
    return isWithout(field)
  }
  const when = readWhen(value.text)
  if (when !== undefined) return { kind: 'moment', field, comparison, when }
  throw new FilterError(
    value.at,
    'must be a day like 2026-11-20, a time like 2026-11-20T09:00 (with Z or an offset if it is not yours), today, tomorrow, yesterday, now, or a distance like +7d, -2w, +1m, -1y',
  )
}

function isWithout(feature: Feature): Filter {
  return { kind: 'not', part: { kind: 'has', feature } }
}

function isNone({ text }: Value): boolean {
  return text.toLowerCase() === 'none'
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  { text, at }: Value,
): Choice {
  const found = choices.find((choice) => choice === text.toLowerCase())
  if (found === undefined) throw new FilterError(at, `must be one of ${choices.join(', ')}`)
  return found
}
