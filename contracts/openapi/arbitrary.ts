/** Any value that a schema takes, for tests by property. */
import fc from 'fast-check'
import { asArray, below, children, isObject } from './document.ts'
import type { Json, Located } from './document.ts'
import { isValid, typesOf, validValues, variantsOf } from './valid-values.ts'

const longestText = 300

export function arbitraryOf(schema: Located): fc.Arbitrary<Json> {
  const members = asArray(schema.node['enum'])
  if (members.length > 0) return fc.constantFrom(...members)
  const variants = variantsOf(schema)
  if (variants.length > 0) return fc.oneof(...variants.map(arbitraryOf))
  return fc.oneof(...typesOf(schema).map((type) => ofType(schema, type)))
}

function ofType(schema: Located, type: string): fc.Arbitrary<Json> {
  const { minimum = -1000, maximum = 1000, minItems = 0, maxItems = 5 } = schema.node
  switch (type) {
    case 'object':
      return objects(schema)
    case 'array':
      return isObject(schema.node['items'])
        ? fc.array(arbitraryOf(below(schema, 'items')), {
            minLength: Number(minItems),
            maxLength: Number(maxItems),
          })
        : fc.constant([])
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer({ min: Number(minimum), max: Number(maximum) })
    default: {
      // Booleans, null and what is named by the contract.
      return fc.constantFrom(...validValues(schema).map(({ value }) => value))
    }
  }
}

function objects(schema: Located): fc.Arbitrary<Json> {
  const members = Object.fromEntries(
    [...children(schema, 'properties')].map(([name, member]) => [name, arbitraryOf(member)]),
  )
  const requiredKeys = asArray(schema.node['required']).filter((name) => typeof name === 'string')
  const record = fc.record(members, { requiredKeys, noNullPrototype: true })
  // Members that exclude each other.
  return schema.node['not'] === undefined ? record : record.filter((one) => isValid(schema, one))
}

function texts(schema: Located): fc.Arbitrary<Json> {
  const named = validValues(schema).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  )
  const { format, minLength = 0, maxLength = longestText } = schema.node
  const moment = moments[typeof format === 'string' ? format : '']
  if (moment) return fc.oneof(fc.constantFrom(...named), days.map(moment))
  if (format !== undefined) return fc.constantFrom(...named)
  const bounds = {
    minLength: Number(minLength),
    maxLength: Math.min(Number(maxLength), longestText),
  }
  const any = fc
    .string({ unit: 'binary', ...bounds })
    // U+0000 is text in JSON and can't be kept: refusing it is a rule of its own.
    .filter((text) => !text.includes('\0') && isValid(schema, text))
  return fc.oneof(any, fc.constantFrom(...named))
}

const days = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
})

const moments: Record<string, (date: Date) => string> = {
  date: (date) => date.toISOString().slice(0, 10),
  'date-time': (date) => date.toISOString(),
  'date-time-local': (date) => date.toISOString().slice(0, 19),
}
