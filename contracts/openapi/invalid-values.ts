/** Values that a schema refuses, each for one reason: just outside a border, of a wrong type, unknown. */
import { asArray, below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'
import {
  isValid,
  near,
  oneValueOf,
  textOf,
  typesOf,
  validValues,
  variantsOf,
  widths,
} from './valid-values.ts'

export interface Fault {
  says: string
  value: Json
  /** JSON pointer (RFC 6901) to what is wrong, from where the schema stands. */
  pointer: string
  /** The keywords that are broken, each with the pointer of the schema that has it. */
  breaks: string[]
}

/** Keywords that say which values are taken; each needs a fault of its own. */
const constraints = [
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems'],
  ...[
    'required',
    'additionalProperties',
    'anyOf',
    'oneOf',
    'maxProperties',
    'minProperties',
    'not',
  ],
]
/** Keywords of annotation and structure: they refuse nothing by themselves. */
const silent = [
  ...['description', 'example', 'examples', 'default', 'title', 'deprecated', 'readOnly', '$ref'],
  ...['properties', 'items', 'allOf', 'discriminator', 'writeOnly', '$comment', 'contentMediaType'],
]

/** Names that no contract has, those of every object among them. */
const unknownMembers: [name: string, value: Json][] = [
  ['unknownMember', {}],
  ['unknownMember', 1],
  ['unknownMember', null],
  ['__proto__', { admin: true }],
  ['constructor', { prototype: { admin: true } }],
  ['toString', 1],
  ['hasOwnProperty', null],
]

export function invalidValues(schema: Located): Fault[] {
  const found = new Map<string, Fault>()
  for (const fault of candidates(schema)) {
    const key = `${fault.pointer} ${JSON.stringify(fault.value)}`
    const known = found.get(key)
    if (known) known.breaks.push(...fault.breaks)
    else if (!isValid(schema, fault.value)) found.set(key, { ...fault, breaks: [...fault.breaks] })
  }
  return [...found.values()]
}

/** Constraints of a schema, at any depth, that no fault breaks: what a generator could not try. */
export function untriedConstraints(schema: Located): string[] {
  const broken = new Set(invalidValues(schema).flatMap(({ breaks }) => breaks))
  return constraintsOf(schema).filter((constraint) => !broken.has(constraint))
}

function constraintsOf(schema: Located): string[] {
  const own = Object.keys(schema.node)
    .filter((keyword) => !silent.includes(keyword) && !keyword.startsWith('x-'))
    // An open object refuses no member; a schema for the others is a structure.
    .filter((keyword) => keyword !== 'additionalProperties' || schema.node[keyword] === false)
    .map((keyword) => `${keyword} at ${schema.pointer}`)
  return [...own, ...partsOf(schema).flatMap(constraintsOf)]
}

function partsOf(schema: Located): Located[] {
  return [
    ...children(schema, 'properties').values(),
    ...(isObject(schema.node['items']) ? [below(schema, 'items')] : []),
    ...variantsOf(schema).filter((variant) => !typesOf(variant).includes('null')),
  ]
}

function candidates(schema: Located): Fault[] {
  const by = (keyword: string, value: Json, says = show(value), pointer = ''): Fault[] =>
    constraints.includes(keyword) && schema.node[keyword] !== undefined
      ? [{ says, value, pointer, breaks: [`${keyword} at ${schema.pointer}`] }]
      : []
  return [
    ...(['type', 'anyOf', 'oneOf', 'enum'] as const).flatMap((keyword) =>
      [null, true, 1.5, 0, 'text', [], {}, [oneValueOf(schema)]].flatMap((value) =>
        by(keyword, value),
      ),
    ),
    ...wrongTexts(schema, by),
    ...wrongNumbers(schema, by),
    ...wrongArrays(schema, by),
    ...wrongObjects(schema, by),
    ...wrongVariants(schema, by),
  ]
}

type By = (keyword: string, value: Json, says?: string, pointer?: string) => Fault[]

const wrongFormats: Record<string, string[]> = {
  date: ['2027-02-29', '2027-13-01', '2027-1-1', '2027-01-01T00:00:00Z', 'today', '10000-01-01'],
  'date-time': ['2027-01-01', '2027-01-01T25:00:00Z', '2027-02-30T00:00:00Z', 'now'],
  'date-time-local': ['2027-01-01', '2027-02-30T00:00:00', '2027-01-01T00:00:00Z', 'now'],
  'iana-time-zone': ['Mars/Olympus', 'europe', '+01:00', 'x'.repeat(64)],
}

function wrongTexts(schema: Located, by: By): Fault[] {
  const { enum: members, minLength, maxLength, format } = schema.node
  const texts = validValues(schema).flatMap(({ value }) =>
    typeof value === 'string' && value.length < 1000 ? [value] : [],
  )
  const changed = [...texts.slice(0, 3).flatMap(mutations), '', ' ']
  const lengths = [...near(minLength, -1), ...near(maxLength, 1)]
  return [
    ...[asArray(members)[0], asArray(members).at(-1)].flatMap((member) =>
      typeof member === 'string' ? mutations(member).flatMap((text) => by('enum', text)) : [],
    ),
    ...(members === undefined ? changed.flatMap((text) => by('pattern', text)) : []),
    ...[...changed, ...(wrongFormats[textOf(format ?? null)] ?? [])].flatMap((text) =>
      by('format', text),
    ),
    ...lengths
      .filter((length) => length >= 0)
      .flatMap((length) =>
        widths.flatMap((character) =>
          by(
            length === Number(maxLength) + 1 ? 'maxLength' : 'minLength',
            character.repeat(length),
            `${String(length)} times ${character}`,
          ),
        ),
      ),
  ]
}

/** A text changed in one way each: cut, lengthened, in another case, with something else inside. */
function mutations(text: string): string[] {
  const middle = Math.floor(text.length / 2)
  return [
    text.toUpperCase(),
    text.slice(1),
    text.slice(0, -1),
    `${text}0`,
    `${text}\n`,
    ` ${text}`,
    `${text},${text}`,
    `${text.slice(0, middle)}!${text.slice(middle + 1)}`,
    '',
  ].filter((changed) => changed !== text)
}

function wrongNumbers({ node }: Located, by: By): Fault[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node
  return [
    ...near(minimum, -1).flatMap((value) => by('minimum', value)),
    ...near(maximum, 1).flatMap((value) => by('maximum', value)),
    ...near(exclusiveMinimum, 0).flatMap((value) => by('exclusiveMinimum', value)),
    ...near(exclusiveMaximum, 0).flatMap((value) => by('exclusiveMaximum', value)),
    ...near(multipleOf, 0.5).flatMap((value) => by('multipleOf', value)),
  ]
}

function wrongArrays(schema: Located, by: By): Fault[] {
  if (!typesOf(schema).includes('array') || !isObject(schema.node['items'])) return []
  const items = below(schema, 'items')
  const sample = oneValueOf(items)
  const many = (length: number): Json[] => Array<Json>(length).fill(sample)
  const { minItems, maxItems } = schema.node
  return [
    ...near(minItems, -1).flatMap((length) => by('minItems', many(Math.max(0, length)))),
    ...near(maxItems, 1).flatMap((length) => by('maxItems', many(length), 'one item too many')),
    ...by('uniqueItems', many(2), 'an item twice'),
    ...invalidValues(items).map((fault) => ({
      ...fault,
      ...{ value: [fault.value], pointer: `/0${fault.pointer}` },
    })),
  ]
}

function wrongObjects(schema: Located, by: By): Fault[] {
  if (!typesOf(schema).includes('object')) return []
  const bases = validValues(schema).flatMap(({ value }) => (isObject(value) ? [value] : []))
  const base = bases[0] ?? {}
  const least = bases[1] ?? base
  const missing = asArray(schema.node['required'])
    .map(textOf)
    .flatMap((name) => {
      const { [name]: _left, ...rest } = base
      return by('required', rest, `without ${name}`, `/${name}`)
    })
  const unknown = unknownMembers.flatMap(([name, value]) =>
    by('additionalProperties', { ...base, [name]: value }, `${name}: ${show(value)}`, `/${name}`),
  )
  const inside = [...children(schema, 'properties')].flatMap(([name, member]) =>
    invalidValues(member).map((fault) => ({
      ...fault,
      says: `${name}: ${fault.says}`,
      value: { ...least, [name]: fault.value } satisfies JsonObject,
      pointer: `/${name}${fault.pointer}`,
    })),
  )
  return [...missing, ...unknown, ...inside, ...excluding(schema, by)]
}

/** All members that must not stand together (`not: { required: […] }`). */
function excluding(schema: Located, by: By): Fault[] {
  const { not } = schema.node
  if (!isObject(not)) return []
  const members = children(schema, 'properties')
  const together = asArray(not['required']).flatMap((name): [string, Json][] => {
    const member = members.get(textOf(name))
    return member ? [[textOf(name), oneValueOf(member)]] : []
  })
  return by('not', Object.fromEntries(together))
}

/** What each variant refuses, and the members of two variants in one object. */
function wrongVariants(schema: Located, by: By): Fault[] {
  const variants = variantsOf(schema)
  const keyword = schema.node['anyOf'] === undefined ? 'oneOf' : 'anyOf'
  const objects = variants.flatMap((variant) => {
    const [sample] = validValues(variant)
    return isObject(sample?.value) ? [sample.value] : []
  })
  const mixed = objects.flatMap((one) =>
    objects
      .filter((other) => other !== one)
      .flatMap((other) => by(keyword, { ...other, ...one }, `mixed ${show({ ...other, ...one })}`)),
  )
  return [...mixed, ...variants.flatMap(invalidValues)]
}

function show(value: Json): string {
  return JSON.stringify(value).slice(0, 120)
}
