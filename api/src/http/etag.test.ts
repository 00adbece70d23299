import { describe, expect, it } from 'vitest'
import type { UserId } from '../auth/user-id.ts'
import { isNoneMatch, readIfMatch, sequenceTag } from './etag.ts'

describe('isNoneMatch', () => {
  it.each([undefined, '"2"', '"11"', '1', 'x', '', '""'])('%j is another version', (header) => {
    expect(isNoneMatch(header, '"1"')).toBe(true)
  })

  it.each(['"1"', 'W/"1"', '*', '"2", "1"', ' "2" ,W/"1" '])('%j is this version', (header) => {
    expect(isNoneMatch(header, '"1"')).toBe(false)
    expect(isNoneMatch(header, 'W/"1"')).toBe(false)
  })
})

describe('readIfMatch', () => {
  it('asks nothing when absent, and existence for *', () => {
    expect(readIfMatch(undefined)).toBeUndefined()
    expect(readIfMatch('*')).toBe('any')
  })

  it('reads the versions it names', () => {
    expect(readIfMatch('"1", "23"')).toEqual(new Set([1, 23]))
  })

  it.each(['W/"1"', '1', '', '"x"', '"1', '"99999999999999999"', '"-1"', '"1.0"'])(
    'matches nothing for %j: compared strongly',
    (header) => {
      expect(readIfMatch(header)).toEqual(new Set())
    },
  )
})

describe('sequenceTag', () => {
  it("differs between people who are at the same number, and doesn't name them", () => {
    const tag = sequenceTag('alice' as UserId, 7)
    expect(tag).not.toBe(sequenceTag('bob' as UserId, 7))
    expect(tag).not.toBe(sequenceTag('alice' as UserId, 8))
    expect(tag).not.toContain('alice')
  })
})
