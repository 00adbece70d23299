import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { Contract } from './contract.ts'
import { compareSchemas } from './schemas.ts'
import { viewOf } from './view.ts'

type Schema = boolean | Readonly<Record<string, unknown>>

/** Findings as `name at`, the place without what is common to all. */
function compare(old: Schema, current: Schema, shared: Readonly<Record<string, Schema>> = {}) {
  const [before, after] = [old, current].map((s) => {
    const contract = new Contract(stringify({ s, ...shared }))
    return viewOf(contract, contract.target('#/s'))
  })
  if (before === undefined || after === undefined) throw new Error('two schemas are two')
  const findings = compareSchemas(before, after).map(
    ({ effect, name, at }) => [effect, `${name} ${at}`] as const,
  )
  const of = (wanted: string) =>
    findings.filter(([effect]) => effect === wanted).map(([, it]) => it)
  return { narrower: of('narrower'), wider: of('wider') }
}

const object = (properties: Readonly<Record<string, Schema>>, more: object = {}) => ({
  type: 'object',
  properties,
  ...more,
})
const text = { type: 'string' }
const closed = { additionalProperties: false }

interface Pair {
  readonly what: string
  readonly less: Schema
  readonly more: Schema
  /** Found when going from more to less: who sends it breaks. */
  readonly narrower: readonly string[]
  /** Found when going from less to more: who receives it breaks. */
  readonly wider: readonly string[]
}

/** Each is compared in both directions, and with itself. */
const pairs: readonly Pair[] = [
  {
    what: 'a type',
    less: { type: 'string' },
    more: { type: ['string', 'null'] },
    narrower: ['type-narrowed #/s/type'],
    wider: ['type-widened #/s/type'],
  },
  {
    what: 'integers among numbers',
    less: { type: 'integer' },
    more: { type: 'number' },
    narrower: ['type-narrowed #/s/type'],
    wider: ['type-widened #/s/type'],
  },
  {
    what: 'any type at all',
    less: { type: 'object' },
    more: {},
    narrower: ['type-narrowed #/s/type'],
    wider: ['type-widened #/s/type'],
  },
  {
    what: 'nothing at all',
    less: false,
    more: {},
    narrower: ['type-narrowed #/s'],
    wider: ['type-widened #/s'],
  },
  {
    what: 'a value of an enum',
    less: { enum: ['a', 'b'] },
    more: { enum: ['a', 'c', 'b'] },
    narrower: ['value-removed #/s/enum/1'],
    wider: ['value-added #/s/enum/1'],
  },
  {
    what: 'null among the values',
    less: { type: 'string', enum: ['a', null] },
    more: { type: ['string', 'null'], enum: ['a', null] },
    narrower: ['value-removed #/s/enum/1'],
    wider: ['value-added #/s/enum/1'],
  },
  {
    what: 'an enum',
    less: { type: 'string', enum: ['a'] },
    more: { type: 'string' },
    narrower: ['value-removed #/s/enum/0'],
    wider: ['value-added #/s/enum/0'],
  },
  {
    what: 'a const',
    less: { const: 'a' },
    more: { enum: ['a', 'b'] },
    narrower: ['value-removed #/s/enum/1'],
    wider: ['value-added #/s/enum/1'],
  },
  ...[
    ['minimum', 'integer', 2, 1],
    ['exclusiveMinimum', 'number', 2, 1],
    ['maximum', 'integer', 1, 2],
    ['exclusiveMaximum', 'number', 1, 2],
    ['minLength', 'string', 2, 1],
    ['maxLength', 'string', 1, 2],
    ['minItems', 'array', 2, 1],
    ['maxItems', 'array', 1, 2],
    ['minProperties', 'object', 2, 1],
    ['maxProperties', 'object', 1, 2],
  ].flatMap(([keyword = '', type, tight, loose]) => {
    const found = {
      narrower: [`bound-narrowed #/s/${String(keyword)}`],
      wider: [`bound-widened #/s/${String(keyword)}`],
    }
    const less = { type, [keyword]: tight }
    return [
      { what: `${keyword}, moved`, less, more: { type, [keyword]: loose }, ...found },
      { what: `${keyword}, there or not`, less, more: { type }, ...found },
    ]
  }),
  ...['pattern', 'format', 'contentEncoding', 'contentMediaType'].map((keyword) => ({
    what: keyword,
    less: { type: 'string', [keyword]: 'date' },
    more: { type: 'string' },
    narrower: [`format-narrowed #/s/${keyword}`],
    wider: [`format-widened #/s/${keyword}`],
  })),
  {
    what: 'uniqueItems',
    less: { type: 'array', uniqueItems: true },
    more: { type: 'array', uniqueItems: false },
    narrower: ['format-narrowed #/s/uniqueItems'],
    wider: ['format-widened #/s/uniqueItems'],
  },
  {
    what: 'multipleOf',
    less: { type: 'integer', multipleOf: 5 },
    more: { type: 'integer' },
    narrower: ['format-narrowed #/s/multipleOf'],
    wider: ['format-widened #/s/multipleOf'],
  },
  {
    what: 'a required member',
    less: object({ a: text }, { required: ['a'] }),
    more: object({ a: text }),
    narrower: ['member-required #/s/properties/a'],
    wider: ['member-optional #/s/properties/a'],
  },
  {
    what: 'a required member without a schema',
    less: object({}, { required: ['a'] }),
    more: object({}),
    narrower: ['member-required #/s/required'],
    wider: ['member-optional #/s/required'],
  },
  {
    what: 'members without a name',
    less: object({ a: text }, closed),
    more: object({ a: text }),
    narrower: ['members-closed #/s/additionalProperties'],
    wider: ['members-opened #/s'],
  },
  {
    what: 'members without a name, where allOf closes',
    less: { allOf: [object({ a: text })], unevaluatedProperties: false },
    more: { allOf: [object({ a: text })] },
    narrower: ['members-closed #/s/unevaluatedProperties'],
    wider: ['members-opened #/s'],
  },
  {
    what: 'the type of members without a name',
    less: { type: 'object', additionalProperties: text },
    more: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    narrower: ['type-narrowed #/s/additionalProperties/type'],
    wider: ['type-widened #/s/additionalProperties/type'],
  },
  {
    what: 'a member of a member',
    less: object({ a: object({ b: text }) }),
    more: object({ a: object({ b: { type: ['string', 'null'] } }) }),
    narrower: ['type-narrowed #/s/properties/a/properties/b/type'],
    wider: ['type-widened #/s/properties/a/properties/b/type'],
  },
  {
    what: 'items',
    less: { type: 'array', items: text },
    more: { type: 'array', items: { type: ['string', 'null'] } },
    narrower: ['type-narrowed #/s/items/type'],
    wider: ['type-widened #/s/items/type'],
  },
  {
    what: 'what items are, there or not',
    less: { type: 'array', items: text },
    more: { type: 'array' },
    narrower: ['type-narrowed #/s/items/type'],
    wider: ['type-widened #/s/items/type'],
  },
  {
    what: 'an alternative',
    less: { anyOf: [text, { type: 'null' }] },
    more: { anyOf: [text, { type: 'integer' }, { type: 'null' }] },
    narrower: ['alternative-removed #/s/anyOf/1'],
    wider: ['alternative-added #/s/anyOf/1'],
  },
  {
    what: 'an alternative beside what all share',
    less: object({ a: text }, { oneOf: [{ required: ['a'] }] }),
    more: object({ a: text }, { oneOf: [{ required: ['a'] }, { maxProperties: 0 }] }),
    narrower: ['alternative-removed #/s/oneOf/1'],
    wider: ['alternative-added #/s/oneOf/1'],
  },
  {
    what: 'alternatives where there was one type',
    less: text,
    more: { anyOf: [text, { type: 'null' }] },
    narrower: ['alternative-removed #/s/anyOf/1'],
    wider: ['alternative-added #/s/anyOf/1'],
  },
  {
    what: 'something inside an alternative',
    less: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'null' }] },
    more: { anyOf: [{ type: 'string', maxLength: 2 }, { type: 'null' }] },
    narrower: ['bound-narrowed #/s/anyOf/0/maxLength'],
    wider: ['bound-widened #/s/anyOf/0/maxLength'],
  },
  {
    what: 'a part of allOf',
    less: { allOf: [{ type: 'string' }, { maxLength: 3 }] },
    more: { allOf: [{ type: 'string' }] },
    narrower: ['bound-narrowed #/s/allOf/1/maxLength'],
    wider: ['bound-widened #/s/allOf/1/maxLength'],
  },
]

describe('compareSchemas', () => {
  for (const { what, less, more, narrower, wider } of pairs) {
    it(`sees ${what}`, () => {
      expect(compare(more, less)).toEqual({ narrower, wider: [] })
      expect(compare(less, more)).toEqual({ narrower: [], wider })
      expect(compare(less, less)).toEqual({ narrower: [], wider: [] })
      expect(compare(more, more)).toEqual({ narrower: [], wider: [] })
    })
  }

  it('takes a member that is gone for a break in both directions, and says it once', () => {
    const both = ['member-removed #/s/properties/b']
    const old = object({ a: text, b: text }, { required: ['b'] })
    expect(compare(old, object({ a: text }))).toEqual({ narrower: both, wider: both })
  })

  it('lets a member come to an open object', () => {
    expect(compare(object({ a: text }), object({ a: text, b: text }))).toEqual({
      narrower: [],
      wider: [],
    })
  })

  it('wants a member that comes to a closed object announced to those who receive it', () => {
    expect(compare(object({}, closed), object({ b: text }, closed))).toEqual({
      narrower: [],
      wider: ['member-added #/s/properties/b'],
    })
  })

  it('says once that a new member is required', () => {
    const current = object({ b: text }, { required: ['b'], ...closed })
    expect(compare(object({}, closed), current)).toEqual({
      narrower: ['member-required #/s/properties/b'],
      wider: ['member-added #/s/properties/b'],
    })
  })

  it('holds a member with a name to what was said about those without', () => {
    const old = { type: 'object', additionalProperties: { type: 'integer' } }
    expect(compare(old, { ...old, properties: { a: text } })).toEqual({
      narrower: ['type-narrowed #/s/properties/a/type'],
      wider: ['type-widened #/s/properties/a/type'],
    })
  })

  it('takes another type, pattern or bound on both sides for both', () => {
    expect(compare(text, { type: 'integer' })).toEqual({
      narrower: ['type-narrowed #/s/type'],
      wider: ['type-widened #/s/type'],
    })
    expect(compare({ ...text, pattern: 'a' }, { ...text, pattern: 'b' })).toEqual({
      narrower: ['format-narrowed #/s/pattern'],
      wider: ['format-widened #/s/pattern'],
    })
    const [old, current] = [
      { minLength: 1, maxLength: 5 },
      { minLength: 0, maxLength: 4 },
    ]
    expect(compare({ ...text, ...old }, { ...text, ...current })).toEqual({
      narrower: ['bound-narrowed #/s/maxLength'],
      wider: ['bound-widened #/s/minLength'],
    })
  })

  it('asks of a text only where a text is allowed', () => {
    const current = { type: ['integer', 'string'], maxLength: 3 }
    expect(compare({ type: 'integer' }, current)).toEqual({
      narrower: [],
      wider: ['type-widened #/s/type'],
    })
  })

  it('finds an alternative again that has moved', () => {
    const of = (maxLength: number) => ({ type: 'string', maxLength })
    const [first, last] = [
      { anyOf: [of(2), { type: 'null' }] },
      { anyOf: [{ type: 'null' }, of(1)] },
    ]
    expect(compare(first, last)).toEqual({
      narrower: ['bound-narrowed #/s/anyOf/1/maxLength'],
      wider: [],
    })
  })

  it('minds the default that is sent by leaving something out', () => {
    const narrower = ['default-changed #/s/default']
    expect(compare({ default: 1 }, { default: 2 })).toEqual({ narrower, wider: [] })
    expect(compare({ default: 1 }, {})).toEqual({ narrower, wider: [] })
    expect(compare({}, { default: 1 })).toEqual({ narrower: [], wider: [] })
  })

  it('leaves members by pattern to people', () => {
    const of = (type: string) => ({ type: 'object', patternProperties: { '^a': { type } } })
    const both = ['keyword-changed #/s/patternProperties']
    expect(compare(of('string'), of('integer'))).toEqual({ narrower: both, wider: both })
  })

  it('leaves to people what it does not understand', () => {
    const both = ['keyword-changed #/s/if']
    expect(compare({}, { if: text, then: { minLength: 1 } })).toEqual({
      narrower: [...both, 'keyword-changed #/s/then'],
      wider: [...both, 'keyword-changed #/s/then'],
    })
    expect(compare({ not: { const: 1 } }, { not: { const: 1, title: 'One' } })).toEqual({
      narrower: [],
      wider: [],
    })
  })

  it('reads what a schema asks for and not how it is written', () => {
    const same = { narrower: [], wider: [] }
    const shared = { Text: { type: 'string', maxLength: 3 } }
    const written = { type: 'string', maxLength: 3, title: 'A text', 'x-more': 1 }
    expect(compare({ $ref: '#/Text' }, written, shared)).toEqual(same)
    expect(compare({ allOf: [{ $ref: '#/Text' }], minLength: 0 }, written, shared)).toEqual(same)
    expect(compare({ type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] })).toEqual(same)
    expect(
      compare({ anyOf: [text, { type: 'null' }] }, { oneOf: [{ type: 'null' }, text] }),
    ).toEqual(same)
    expect(compare(true, {})).toEqual(same)
  })

  it('names the place that a reference leads to', () => {
    const old = new Contract(stringify({ s: { $ref: '#/Text' }, Text: { type: 'string' } }))
    const current = new Contract(
      stringify({ s: { $ref: '#/Text' }, Text: { type: 'string', maxLength: 3 } }),
    )
    const [one, other] = [old, current].map((c) => viewOf(c, c.target('#/s')))
    expect(one && other && compareSchemas(one, other).map(({ at }) => at)).toEqual([
      '#/Text/maxLength',
    ])
  })

  it('gets to the end of a schema that is a part of itself, or of what it may not be', () => {
    const inside = { Loop: { allOf: [{ $ref: '#/Loop' }, { type: 'object' }] } }
    const without = {
      Loop: { type: 'object', not: { required: ['a'], items: { $ref: '#/Loop' } } },
    }
    for (const shared of [inside, without]) {
      const same = { narrower: [], wider: [] }
      expect(compare({ $ref: '#/Loop' }, { $ref: '#/Loop' }, shared)).toEqual(same)
    }
  })

  it('gets to the end of a schema that contains itself', () => {
    const tree = (leaf: Schema) => ({ Tree: object({ leaf, below: { $ref: '#/Tree' } }) })
    const [old, current] = [tree(text), tree({ type: 'integer' })].map((shared) => {
      const contract = new Contract(stringify(shared))
      return viewOf(contract, contract.target('#/Tree'))
    })
    expect(old && current && compareSchemas(old, current).map(({ name }) => name)).toEqual([
      'type-narrowed',
      'type-widened',
    ])
  })
})
