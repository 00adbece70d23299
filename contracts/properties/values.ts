/** Values for the members of a header or payload, as the text that will stand in the JSON. */
import fc from 'fast-check'
import { audience, issuerOrigin } from '../environment.ts'
import { knownScopes } from '../spec/scopes.ts'

/** A value that depends on the run is made when the token is: the plan stays the same for a seed. */
export type ValueText = string | { seconds: number; form: TimeForm } | { id: 'own' | 'other' }

type TimeForm = 'whole' | 'fraction' | 'exponent' | 'text' | 'milliseconds' | 'list'

/** Seconds from now, never within seconds of a border: the clock is not frozen. */
const moments = fc.oneof(
  { arbitrary: fc.integer({ min: -3500, max: 3500 }), weight: 2 },
  {
    arbitrary: fc.constantFrom(
      ...[-1e9, -86_400, -3700, -3590, -3500, -60, -20, 0, 20, 60, 290, 310, 3500, 3590, 3700, 1e9],
    ),
    weight: 3,
  },
)

const times: fc.Arbitrary<ValueText> = fc.record({
  seconds: moments,
  form: fc.oneof(
    { arbitrary: fc.constantFrom<TimeForm>('whole', 'fraction', 'exponent'), weight: 4 },
    { arbitrary: fc.constantFrom<TimeForm>('text', 'milliseconds', 'list'), weight: 1 },
  ),
})

/** Texts that are numbers, almost numbers, or no JSON at all. */
const oddTexts = fc.constantFrom(
  ...['1e400', '-1e400', '-0', '0', '-1', '1E3', '0.5', '99999999999999999999', '01', '+1', '.5'],
  ...['1.', 'NaN', 'Infinity', 'undefined', "'x'", '', 'tru', 'nul', '"\\ud800"', '"\\u0000"'],
  ...['"\\x41"', '"', '{', ']', '{}{}', '[1,]', '{"a":1,}', '{"a":1,"a":1}', '{"a":{"b":1,"b":2}}'],
  ...['{"a":1,"\\u0061":1}', '/**/1', '"\t"', '"é"', '"\\u00e9"', '1 2', '[[]', '\u00a0', '\f1'],
)

const nested = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.boolean())
  .map(([depth, objects]) =>
    objects
      ? `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
      : `${'['.repeat(depth)}${']'.repeat(depth)}`,
  )

const sound = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value))

export const anything: fc.Arbitrary<ValueText> = fc.oneof(
  { arbitrary: sound, weight: 5 },
  { arbitrary: nested, weight: 2 },
  { arbitrary: oddTexts, weight: 2 },
  { arbitrary: times, weight: 1 },
)

/** A text with one place changed, or another text altogether. */
function around(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length })
  const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
  return fc.oneof(
    fc.constant(text),
    fc.tuple(place, character).map(([at, added]) => text.slice(0, at) + added + text.slice(at)),
    place.map((at) => text.slice(0, at) + text.slice(at + 1)),
    place.map((at) => text.slice(0, at) + text.slice(at).toUpperCase()),
    fc.string({ unit: 'grapheme' }),
  )
}

const quoted = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  texts.map((text) => JSON.stringify(text))

const audiences = fc
  .array(fc.oneof(fc.constant(audience), fc.string(), sound), { maxLength: 4 })
  .map((members) =>
    JSON.stringify(members.map((member) => (member === audience ? audience : readable(member)))),
  )

function readable(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const idCharacters = fc.oneof(
  { arbitrary: fc.constantFrom(...Array.from('ABCXYZabcxyz0189_-')), weight: 40 },
  { arbitrary: fc.constantFrom(...Array.from('./ ~*%@é\u0000\n')), weight: 1 },
)

const subjects: fc.Arbitrary<ValueText> = fc.oneof(
  fc.constantFrom<ValueText>({ id: 'own' }, { id: 'other' }),
  quoted(fc.string({ unit: idCharacters, maxLength: 30 })),
  quoted(
    fc.string({ unit: fc.constantFrom('a', 'Z', '9', '_', '-'), minLength: 250, maxLength: 260 }),
  ),
)

const scopes = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...knownScopes()), fc.constantFrom('openid', '*', 'tasks')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((words) => words.join(' ')),
  fc.constantFrom(...knownScopes()).chain(around),
)

const claimValues: Readonly<Record<string, fc.Arbitrary<ValueText>>> = {
  iss: quoted(around(issuerOrigin())),
  aud: fc.oneof(quoted(around(audience)), audiences),
  sub: subjects,
  sid: quoted(fc.string()),
  scope: quoted(scopes),
  exp: times,
  iat: times,
  nbf: times,
}

const algorithms = fc.constantFrom(
  ...['EdDSA', 'ES256', 'RS256', 'HS256', 'HS384', 'HS512', 'none', 'None', 'eddsa', 'Ed25519'],
  ...['ES384', 'ES512', 'ES256K', 'RS384', 'RS512', 'PS256', 'RSA-OAEP', 'dir', ''],
)

const types = fc.constantFrom(
  ...['JWT', 'jwt', 'Jwt', 'jWT', 'at+jwt', 'logout+jwt', 'application/jwt', 'JOSE', 'JWT ', ''],
)

const headerValues: Readonly<Record<string, fc.Arbitrary<ValueText>>> = {
  alg: quoted(algorithms),
  kid: quoted(fc.oneof(fc.constantFrom('ed-1', 'ed-2', 'es-1', 'rs-1'), around('ed-1'))),
  typ: quoted(types),
}

/** A member's name beside a value that suits it, or does not. */
export interface Member {
  name: string
  value: ValueText
}

function membersOf(
  values: Readonly<Record<string, fc.Arbitrary<ValueText>>>,
  others: readonly string[],
): fc.Arbitrary<Member> {
  const known = Object.entries(values).map(([name, own]) =>
    fc.record({
      name: fc.constant(name),
      value: fc.oneof({ arbitrary: own, weight: 3 }, { arbitrary: anything, weight: 1 }),
    }),
  )
  const unknown = fc.record({
    name: fc.oneof(fc.constantFrom(...others), fc.string({ unit: 'grapheme', maxLength: 12 })),
    value: anything,
  })
  return fc.oneof(...known, unknown, unknown)
}

const strangeNames = [
  '__proto__',
  'constructor',
  'toString',
  'x',
  '',
  'ALG',
  'Exp',
  'sub ',
  'Scope',
  'scp',
]

export const claims = membersOf(claimValues, ['jti', 'nonce', 'admin', 'role', ...strangeNames])

export const headerMembers = membersOf(headerValues, [
  ...['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip', 'cty', 'iss', 'exp'],
  ...['Kid', 'enc', 'epk', 'apu', 'nonce', 'url', ...strangeNames],
])
