import { describe, expect, it } from 'vitest'
import { MAX_TOKEN_LENGTH, readBearerToken } from './bearer.ts'

describe('readBearerToken', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER   a.b.c', 'bEaReR a.b.c  ', '  Bearer a.b.c'])(
    'takes the token out of %j',
    (value) => {
      expect(readBearerToken(value)).toBe('a.b.c')
    },
  )

  it.each([
    ...[
      undefined,
      '',
      '   ',
      '\u00a0Bearer a.b.c',
      'Basic eDp5',
      'Token a.b.c',
      'DPoP a.b.c',
      'a.b.c',
      'eyJ.e30.x',
    ],
    'X-Bearer a.b.c',
    'Basic bearer',
  ])('finds no credentials in %j', (value) => {
    expect(() => readBearerToken(value)).toThrow(
      expect.objectContaining({ code: 'NO_CREDENTIALS' }),
    )
  })

  it.each([
    'Bearer',
    'Bearer  ',
    'Bearera.b.c',
    'Bearer: a.b.c',
    'Bearer\ta.b.c',
    'Bearer "a.b.c"',
    'Bearer token="a.b.c"',
    'Bearer a.b.c, Bearer a.b.c',
    'Bearer a.b.c d',
    'Bearer a.b.ü',
    'Bearer a.b.c\u00a0',
    'Bearer\u00a0a.b.c',
    'Bearer a.b.c\ufeff',
  ])('finds a malformed one in %j', (value) => {
    expect(() => readBearerToken(value)).toThrow(expect.objectContaining({ code: 'MALFORMED' }))
  })

  it('takes a token of exactly the greatest length and none longer', () => {
    const longest = 'x'.repeat(MAX_TOKEN_LENGTH)
    expect(readBearerToken(`Bearer ${longest}`)).toBe(longest)
    expect(() => readBearerToken(`Bearer ${longest}x`)).toThrow(
      expect.objectContaining({ code: 'TOO_LONG' }),
    )
  })
})
