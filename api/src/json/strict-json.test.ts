import { describe, expect, it } from 'vitest'
import { decodeUtf8, parseStrictJson } from './strict-json.ts'

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
  return undefined
}

describe('parseStrictJson', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', { a: 1, b: { a: 2 } }],
    ['[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['{"a":"b","b":"a,a:{"}', { a: 'b', b: 'a,a:{' }],
    ['{"a":"\\"","b":"\\\\"}', { a: '"', b: '\\' }],
    [' null ', null],
  ])('reads %s', (text, value) => {
    expect(parseStrictJson(text, 4)).toEqual(value)
  })

  it.each([
    '{"a":1,"a":1}',
    '{"a":1, "\\u0061":2}',
    '{"x":{"a":1,"b":[],"a":2}}',
    '[{"a":{"b":1}, "a":0}]',
    '{"":1,"":2}',
  ])('refuses a member named twice: %s', (text) => {
    expect(codeOf(() => parseStrictJson(text, 4))).toBe('DUPLICATE_MEMBER')
  })

  it('refuses one level more than allowed and takes the last', () => {
    expect(parseStrictJson('[[[[]]]]', 4)).toEqual([[[[]]]])
    expect(codeOf(() => parseStrictJson('[[[[[]]]]]', 4))).toBe('TOO_DEEP')
    expect(codeOf(() => parseStrictJson('{"a":'.repeat(200_000), 32))).toBe('TOO_DEEP')
  })

  it('does not count brackets in text', () => {
    expect(parseStrictJson('"[[[[[[{{{{"', 1)).toBe('[[[[[[{{{{')
  })

  it.each(['', '{', '{"a":1,}', "{'a':1}", '\ufeff{}', '{"a":01}', 'NaN', '{"a":"\\x"}', '"a'])(
    'refuses %j',
    (text) => {
      expect(codeOf(() => parseStrictJson(text, 4))).toBe('NOT_JSON')
    },
  )
})

describe('decodeUtf8', () => {
  it.each([[[0xff]], [[0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])('refuses %j', (bytes) => {
    expect(codeOf(() => decodeUtf8(new Uint8Array(bytes)))).toBe('NOT_UTF8')
  })

  it('keeps a byte order mark, which JSON then refuses', () => {
    expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).toBe('\ufeff1')
  })
})
