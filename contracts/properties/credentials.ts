/** Authorization lines as a plan: schemes, blanks, quotes, repetitions. `@` stands for a good token. */
import fc from 'fast-check'

const schemes = fc.oneof(
  { arbitrary: fc.constantFrom('Bearer', 'bearer', 'BEARER', 'bEaReR'), weight: 4 },
  {
    arbitrary: fc.constantFrom(
      ...['Basic', 'Token', 'JWT', 'DPoP', 'Bearers', 'Beare', 'Bearer:', 'XBearer', 'Bearer,', ''],
    ),
    weight: 2,
  },
  { arbitrary: fc.mixedCase(fc.constant('bearer')), weight: 2 },
)

const gaps = fc.oneof(
  { arbitrary: fc.constantFrom(' ', '  ', '     '), weight: 4 },
  { arbitrary: fc.constantFrom('', '\t', ' \t', '\t ', '\u00a0', ',', ', '), weight: 1 },
)

const tokens = fc.oneof(
  { arbitrary: fc.constant('@'), weight: 5 },
  {
    arbitrary: fc.constantFrom(
      ...['', '"@"', 'token="@"', '@,', ',@', '@ @', '@,@', '@;', '@=', '@\t@', '<@>', "'@'", '@.'],
      ...['@, Bearer @', 'x.y.z', 'realm="x"', '@\u00a0', '\u00a0@', '@\u00e9', '@ realm="x"'],
    ),
    weight: 2,
  },
)

const around = fc.constantFrom('', '', '', ' ', '   ', '\t', ' \t ')

const value = fc.tuple(around, schemes, gaps, tokens, around).map((pieces) => pieces.join(''))

const name = fc.constantFrom('Authorization', 'authorization', 'AUTHORIZATION', 'aUTHORIZATION')
const colon = fc.constantFrom(':', ': ', ':\t', ':   ')

export interface Line {
  name: string
  colon: string
  value: string
}

const line: fc.Arbitrary<Line> = fc.record({ name, colon, value })

export const credentialLines: fc.Arbitrary<Line[]> = fc.oneof(
  { arbitrary: line.map((only) => [only]), weight: 4 },
  { arbitrary: fc.array(line, { minLength: 2, maxLength: 3 }), weight: 1 },
  { arbitrary: fc.constant<Line[]>([]), weight: 1 },
)
