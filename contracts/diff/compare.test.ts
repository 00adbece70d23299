import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { compareContracts } from './compare.ts'
import { Contract } from './contract.ts'
import { rules } from './rules.ts'

/** Small, and with one of everything. */
const base = `
openapi: 3.1.1
info: { title: Things, version: 1.0.0 }
servers: [{ url: /a }, { url: /b }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
  schemas:
    Thing:
      type: object
      properties:
        kind: { type: string, enum: [big, small] }
        size: { type: integer, minimum: 1, maximum: 9, default: 3 }
        name: { type: string, pattern: ^a }
        more: { anyOf: [{ type: string }, { type: 'null' }] }
        odd: { not: { const: 1 } }
      required: [kind]
      additionalProperties: false
    Rest: { type: object }
paths:
  /things:
    parameters:
      - { name: X-Trace, in: header, schema: { type: string } }
    get:
      operationId: listThings
      security: [{ token: [] }]
      parameters:
        - { name: q, in: query, schema: { type: string, maxLength: 5 } }
      responses:
        '200':
          description: All.
          headers:
            ETag: { required: true, schema: { type: string } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Thing' } }
        '4XX': { description: No. }
    post:
      operationId: createThing
      tags: [Things]
      security: [{ token: [] }, { key: [] }]
      requestBody:
        content:
          application/json: { schema: { $ref: '#/components/schemas/Thing' } }
          multipart/form-data:
            schema: { type: object }
            encoding: { file: { contentType: image/png } }
      responses:
        '201': { description: Made. }
  /health:
    get:
      responses:
        '200': { description: Fine. }
`

const thing = '#/components/schemas/Thing'
const things = '#/paths/~1things'

interface Case {
  readonly what: string
  readonly edit: readonly (readonly [at: string, value?: unknown])[]
  /** Found when the edited contract follows the base, as \`rule at\`. */
  readonly forth: readonly string[]
  /** Found when it is the other way around. */
  readonly back: readonly string[]
}

const cases: readonly Case[] = [
  {
    what: 'a path',
    edit: [['/paths/~1health']],
    forth: ['path-removed #/paths/~1health'],
    back: [],
  },
  {
    what: 'an operation',
    edit: [['/paths/~1things/post']],
    forth: [`operation-removed ${things}/post`],
    back: [],
  },
  {
    what: 'the name of an operation',
    edit: [['/paths/~1things/get/operationId', 'getThings']],
    forth: [`operation-id-changed ${things}/get/operationId`],
    back: [`operation-id-changed ${things}/get/operationId`],
  },
  {
    what: 'the first tag of an operation',
    edit: [['/paths/~1things/post/tags', ['Other', 'Things']]],
    forth: [`operation-tag-changed ${things}/post/tags/0`],
    back: [`operation-tag-changed ${things}/post/tags/0`],
  },
  {
    what: 'the name of a schema',
    edit: [['/components/schemas/Rest']],
    forth: ['schema-removed #/components/schemas/Rest'],
    back: [],
  },
  {
    what: 'a host',
    edit: [['/servers/1']],
    forth: ['server-removed #/servers/1'],
    back: [],
  },
  {
    what: 'the hosts of one path',
    edit: [['/paths/~1health/servers', [{ url: '/c' }]]],
    forth: ['server-removed #/servers/0', 'server-removed #/servers/1'],
    back: ['server-removed #/paths/~1health/servers/0'],
  },
  {
    what: 'security of the whole document',
    edit: [['/security', [{ key: [] }]]],
    forth: ['security-stricter #/security'],
    back: ['security-looser #/paths/~1health/get'],
  },
  {
    what: 'a way to sign in',
    edit: [['/paths/~1things/post/security/1']],
    forth: [`security-stricter ${things}/post/security`],
    back: [`security-looser ${things}/post/security`],
  },
  {
    what: 'security that an operation no longer has, nor the document',
    edit: [['/paths/~1things/get/security']],
    forth: [`security-looser ${things}/get`],
    back: [`security-stricter ${things}/get/security`],
  },
  {
    what: 'a scope',
    edit: [['/paths/~1things/get/security/0/token', ['things']]],
    forth: [`security-stricter ${things}/get/security`],
    back: [`security-looser ${things}/get/security`],
  },
  {
    what: 'two schemes at once',
    edit: [['/paths/~1things/get/security/0/key', []]],
    forth: [`security-stricter ${things}/get/security`],
    back: [`security-looser ${things}/get/security`],
  },
  {
    what: 'how a key is sent',
    edit: [['/components/securitySchemes/key/name', 'Key']],
    forth: ['security-scheme-changed #/components/securitySchemes/key'],
    back: ['security-scheme-changed #/components/securitySchemes/key'],
  },
  {
    what: 'a parameter',
    edit: [['/paths/~1things/get/parameters/0']],
    forth: [`parameter-removed ${things}/get/parameters/0`],
    back: [],
  },
  {
    what: 'a parameter of a whole path',
    edit: [['/paths/~1things/parameters/0']],
    forth: [`parameter-removed ${things}/parameters/0`],
    back: [],
  },
  {
    what: 'that a parameter is required',
    edit: [['/paths/~1things/get/parameters/0/required', true]],
    forth: [`parameter-required ${things}/get/parameters/0`],
    back: [],
  },
  {
    what: 'a new parameter that is required',
    edit: [
      [
        '/paths/~1things/get/parameters/1',
        { name: 'r', in: 'query', required: true, schema: { type: 'string' } },
      ],
    ],
    forth: [`parameter-required ${things}/get/parameters/1`],
    back: [`parameter-removed ${things}/get/parameters/1`],
  },
  {
    what: 'how a parameter is written',
    edit: [['/paths/~1things/get/parameters/0/explode', false]],
    forth: [`parameter-written-differently ${things}/get/parameters/0`],
    back: [`parameter-written-differently ${things}/get/parameters/0`],
  },
  {
    what: 'the schema of a parameter',
    edit: [['/paths/~1things/get/parameters/0/schema/maxLength', 4]],
    forth: [`request-bound-narrowed ${things}/get/parameters/0/schema/maxLength`],
    back: [],
  },
  {
    what: 'a body',
    edit: [['/paths/~1things/post/requestBody']],
    forth: [`request-body-removed ${things}/post/requestBody`],
    back: [],
  },
  {
    what: 'that a body is required',
    edit: [['/paths/~1things/post/requestBody/required', true]],
    forth: [`request-body-required ${things}/post/requestBody`],
    back: [],
  },
  {
    what: 'a media type that is taken',
    edit: [['/paths/~1things/post/requestBody/content/multipart~1form-data']],
    forth: [`request-media-type-removed ${things}/post/requestBody/content/multipart~1form-data`],
    back: [],
  },
  {
    what: 'how a form is encoded',
    edit: [
      [
        '/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/file/contentType',
        'image/jpeg',
      ],
    ],
    forth: [`encoding-changed ${things}/post/requestBody/content/multipart~1form-data/encoding`],
    back: [`encoding-changed ${things}/post/requestBody/content/multipart~1form-data/encoding`],
  },
  {
    what: 'an answer',
    edit: [['/paths/~1things/get/responses/4XX']],
    forth: [`response-removed ${things}/get/responses/4XX`],
    back: [],
  },
  {
    what: 'a success that nobody knows',
    edit: [['/paths/~1things/post/responses/202', { description: 'Later.' }]],
    forth: [`response-added ${things}/post/responses/202`],
    back: [`response-removed ${things}/post/responses/202`],
  },
  {
    what: 'an error that its class covers',
    edit: [['/paths/~1things/get/responses/429', { description: 'Slowly.' }]],
    forth: [],
    back: [],
  },
  {
    what: 'a media type of an answer',
    edit: [['/paths/~1things/get/responses/200/content/text~1plain', {}]],
    forth: [`response-media-type-added ${things}/get/responses/200/content/text~1plain`],
    back: [`response-media-type-removed ${things}/get/responses/200/content/text~1plain`],
  },
  {
    what: 'a header of an answer, by another name',
    edit: [['/paths/~1things/get/responses/200/headers', { Etag2: { schema: {} } }]],
    forth: [`header-removed ${things}/get/responses/200/headers/ETag`],
    back: [`header-removed ${things}/get/responses/200/headers/Etag2`],
  },
  {
    what: 'that a header is always there',
    edit: [['/paths/~1things/get/responses/200/headers/ETag/required', false]],
    forth: [`header-optional ${things}/get/responses/200/headers/ETag`],
    back: [],
  },
  {
    what: 'what a header looks like',
    edit: [['/paths/~1things/get/responses/200/headers/ETag/schema/type', 'integer']],
    forth: [`response-type-widened ${things}/get/responses/200/headers/ETag/schema/type`],
    back: [`response-type-widened ${things}/get/responses/200/headers/ETag/schema/type`],
  },
  {
    what: 'a webhook',
    edit: [['/webhooks', { thing: { post: { responses: {} } } }]],
    forth: ['not-judged #/webhooks'],
    back: ['not-judged #/webhooks'],
  },
  {
    what: 'a type',
    edit: [[`/components/schemas/Thing/properties/name/type`, ['string', 'null']]],
    forth: [`response-type-widened ${thing}/properties/name/type`],
    back: [`request-type-narrowed ${thing}/properties/name/type`],
  },
  {
    what: 'a value',
    edit: [['/components/schemas/Thing/properties/kind/enum/2', 'huge']],
    forth: [`response-value-added ${thing}/properties/kind/enum/2`],
    back: [`request-value-removed ${thing}/properties/kind/enum/2`],
  },
  {
    what: 'a bound',
    edit: [['/components/schemas/Thing/properties/size/maximum', 10]],
    forth: [`response-bound-widened ${thing}/properties/size/maximum`],
    back: [`request-bound-narrowed ${thing}/properties/size/maximum`],
  },
  {
    what: 'a pattern',
    edit: [['/components/schemas/Thing/properties/name/pattern']],
    forth: [`response-format-widened ${thing}/properties/name/pattern`],
    back: [`request-format-narrowed ${thing}/properties/name/pattern`],
  },
  {
    what: 'a member',
    edit: [['/components/schemas/Thing/properties/name']],
    forth: [
      `request-member-removed ${thing}/properties/name`,
      `response-member-removed ${thing}/properties/name`,
    ],
    back: [`response-member-added ${thing}/properties/name`],
  },
  {
    what: 'that a member has to be there',
    edit: [['/components/schemas/Thing/required/1', 'name']],
    forth: [`request-member-required ${thing}/properties/name`],
    back: [`response-member-optional ${thing}/properties/name`],
  },
  {
    what: 'that there are no more members',
    edit: [['/components/schemas/Thing/additionalProperties']],
    forth: [`response-members-opened ${thing}`],
    back: [`request-members-closed ${thing}/additionalProperties`],
  },
  {
    what: 'an alternative',
    edit: [['/components/schemas/Thing/properties/more/anyOf/2', { type: 'integer' }]],
    forth: [`response-alternative-added ${thing}/properties/more/anyOf/2`],
    back: [`request-alternative-removed ${thing}/properties/more/anyOf/2`],
  },
  {
    what: 'a default',
    edit: [['/components/schemas/Thing/properties/size/default', 4]],
    forth: [`request-default-changed ${thing}/properties/size/default`],
    back: [`request-default-changed ${thing}/properties/size/default`],
  },
  {
    what: 'a keyword that needs a person',
    edit: [['/components/schemas/Thing/properties/odd/not/const', 2]],
    forth: [
      `request-keyword-changed ${thing}/properties/odd/not`,
      `response-keyword-changed ${thing}/properties/odd/not`,
    ],
    back: [
      `request-keyword-changed ${thing}/properties/odd/not`,
      `response-keyword-changed ${thing}/properties/odd/not`,
    ],
  },
]

/** Nothing of this breaks anyone. */
const harmless: readonly Case['edit'][] = [
  [['/info/description', 'Things, all of them.']],
  [['/paths/~1more', { get: { responses: {} } }]],
  [['/paths/~1health/post', { responses: {} }]],
  [
    ['/paths/~1things/get/summary', 'Lists'],
    ['/paths/~1things/get/tags', ['Things']],
  ],
  [['/paths/~1things/get/deprecated', true]],
  [['/paths/~1things/get/parameters/1', { name: 'r', in: 'query', schema: { type: 'string' } }]],
  [
    ['/paths/~1things/get/parameters/0/style', 'form'],
    ['/paths/~1things/get/parameters/0/explode', true],
    ['/paths/~1things/parameters/0/style', 'simple'],
    ['/paths/~1things/parameters/0/name', 'x-trace'],
  ],
  [['/paths/~1things/get/parameters/0/x-source', { operationId: 'createThing' }]],
  [['/paths/~1things/get/responses/200/links', { self: { operationId: 'listThings' } }]],
  [['/paths/~1things/get/responses/200/headers/Age', { schema: { type: 'integer' } }]],
  [['/paths/~1things/post/responses/401', { description: 'Who are you?' }]],
  [['/paths/~1things/post/requestBody/content/text~1plain', {}]],
  [['/paths/~1things/post/tags/1', 'More']],
  [['/paths/x-note', 'So.']],
  [['/components/schemas/Other', { type: 'string' }]],
  [['/components/schemas/Thing/title', 'A thing']],
  [['/components/schemas/Thing/properties/name/example', 'apple']],
  [['/components/schemas/Thing/x-table', 'things']],
]

describe('compareContracts', () => {
  for (const { what, edit, forth, back } of cases) {
    it(`sees ${what}`, () => {
      expect(compare(base, edited(edit))).toEqual(forth)
      expect(compare(edited(edit), base)).toEqual(back)
    })
  }

  it('has a case for every rule, and no rule without a case', () => {
    const seen = cases.flatMap(({ forth, back }) => [...forth, ...back])
    const named = new Set(seen.map((change) => change.split(' ')[0]))
    expect([...named].sort()).toEqual(Object.keys(rules).sort())
  })

  for (const edit of harmless) {
    it(`lets ${edit.map(([at]) => at).join(' and ')} come and be`, () => {
      expect(compare(base, edited(edit))).toEqual([])
    })
  }

  it('names a change once, with every operation that it reaches', () => {
    const current = new Contract(edited([['/paths/~1things/parameters/0']]))
    const changes = compareContracts({ old: new Contract(base), current })
    expect(changes.map(({ operations }) => operations)).toEqual([['listThings', 'createThing']])
  })

  it('refuses a contract whose references lead nowhere', () => {
    const lost = edited([['/components/schemas/Thing']])
    expect(() => compare(base, lost)).toThrow('nothing is at #/components/schemas/Thing')
  })
})

function compare(old: string, current: string): string[] {
  const contracts = { old: new Contract(old), current: new Contract(current) }
  return compareContracts(contracts).map(({ rule, at }) => `${rule} ${at}`)
}

/** The base with values put in at JSON pointers, or taken away where none is given. */
function edited(edits: Case['edit']): string {
  const document: unknown = parse(base)
  for (const [pointer, value] of edits) {
    const path = pointer.slice(1).split('/').map(unescape)
    const name = path.pop() ?? ''
    let parent = document as Record<string, unknown>
    for (const step of path) parent = parent[step] as Record<string, unknown>
    if (value !== undefined) parent[name] = value
    else if (Array.isArray(parent)) parent.splice(Number(name), 1)
    else if (!Reflect.deleteProperty(parent, name)) throw new Error(`nothing at ${pointer}`)
  }
  return stringify(document, { aliasDuplicateObjects: false })
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
