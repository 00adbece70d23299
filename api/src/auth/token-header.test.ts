import { describe, expect, it } from 'vitest'
import { parseJsonObject, readTokenHeader } from './token-header.ts'

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')
const read = (header: object) => readTokenHeader(encode(JSON.stringify(header)), ['EdDSA', 'ES256'])
const refusal = (code: string) => expect.objectContaining({ code }) as Error

describe('readTokenHeader', () => {
  it('tells algorithm and key', () => {
    expect(read({ alg: 'ES256', kid: 'k', typ: 'JWT' })).toEqual({ alg: 'ES256', kid: 'k' })
    expect(read({ alg: 'EdDSA' })).toEqual({ alg: 'EdDSA', kid: undefined })
  })

  it.each(['none', 'HS256', '', 'eddsa', 1, null, undefined, ['EdDSA'], { EdDSA: 1 }])(
    'refuses the algorithm %j',
    (alg) => {
      expect(() => read({ alg, kid: 'k' })).toThrow(refusal('HEADER_REFUSED'))
    },
  )

  it.each(['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip'])(
    'refuses the parameter %s, whatever it holds',
    (parameter) => {
      for (const value of [null, false, '', [], {}]) {
        expect(() => read({ alg: 'EdDSA', kid: 'k', [parameter]: value })).toThrow(
          refusal('HEADER_REFUSED'),
        )
      }
    },
  )

  it.each([null, 1, '', 'JWT ', 'at+jwt', 'logout+jwt', ['JWT'], { JWT: 1 }])(
    'refuses the type %j',
    (typ) => {
      expect(() => read({ alg: 'EdDSA', kid: 'k', typ })).toThrow(refusal('HEADER_REFUSED'))
    },
  )

  it('takes a key name of up to 255 characters', () => {
    expect(read({ alg: 'EdDSA', kid: 'k'.repeat(255) }).kid).toHaveLength(255)
    for (const kid of ['', 'k'.repeat(256), 7, null, ['k'], {}]) {
      expect(() => read({ alg: 'EdDSA', kid })).toThrow(refusal('HEADER_REFUSED'))
    }
  })
})

describe('parseJsonObject', () => {
  it('takes an object', () => {
    expect(parseJsonObject(encode('{"a":[1]}'))).toEqual({ a: [1] })
  })

  it.each(['null', 'true', '7', '"text"', '[]', '[{}]', '', '{', '{"a":1,"a":2}', '{}x'])(
    'finds %s malformed',
    (text) => {
      expect(() => parseJsonObject(encode(text))).toThrow(refusal('MALFORMED'))
    },
  )

  it('finds bytes that are no text malformed, and keeps the cause', () => {
    expect(() => parseJsonObject(encode(Uint8Array.of(0x7b, 0xff, 0x7d)))).toThrow(
      expect.objectContaining({ code: 'MALFORMED', cause: expect.any(Error) as Error }),
    )
  })

  it('finds more than eight levels malformed', () => {
    const nested = (levels: number) => encode(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`)
    expect(parseJsonObject(nested(7))).toBeTypeOf('object')
    expect(() => parseJsonObject(nested(8))).toThrow(refusal('MALFORMED'))
  })
})
