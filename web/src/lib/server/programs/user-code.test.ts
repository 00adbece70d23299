import { describe, expect, it } from 'vitest'
import { authConfig } from '../testing/auth-room.ts'
import { newUserCode, userCodeFrom, userCodeHash } from './user-code.ts'

describe('a user code', () => {
  it('has eight letters that make no words, four and four', () => {
    const codes = Array.from({ length: 500 }, newUserCode)
    const form = /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/
    expect(codes.filter((code) => !form.test(code))).toEqual([])
    expect(new Set(codes).size).toBe(500)
    expect(new Set(codes.join('')).size).toBe(21)
  })

  it.each(['BCDF-GHJK', 'bcdf-ghjk', 'bcdfghjk', ' BCDF GHJK ', 'BCDF–GHJK', 'b c d f g h j k'])(
    'is read as it is shown, typed as %j',
    (typed) => {
      expect(userCodeFrom(typed)).toBe('BCDF-GHJK')
    },
  )

  it.each(['', '-', 'BCDF-GHJ', 'BCDF-GHJKL', 'ABCD-EFGH', 'BCDF-GHJ1', 'BCDF-GHJÄ', '%', "'--"])(
    'is none, typed as %j',
    (typed) => {
      expect(userCodeFrom(typed)).toBeNull()
    },
  )

  it('is kept by a keyed hash', () => {
    const other = { ...authConfig, BETTER_AUTH_SECRET: 'another secret of thirty-two bytes' }
    const [mine, theirs] = [authConfig, other].map((config) => userCodeHash(config, 'BCDF-GHJK'))
    expect(mine).toMatch(/^[\w-]{43}$/)
    expect(mine).not.toBe(theirs)
  })
})
