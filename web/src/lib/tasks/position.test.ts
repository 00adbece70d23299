import { describe, expect, it } from 'vitest'
import { between } from './position.ts'

describe('a position between two others', () => {
  it.each([
    ['', null],
    ['a0', null],
    ['', 'a0'],
    ['a0', 'a1'],
    ['a0', 'a0V'],
    ['a0', 'a01'],
    ['a0', 'a0001'],
    ['Zz', 'a0'],
  ])('%j and %j', (after, before) => {
    const position = between(after, before)
    expect(position > after).toBe(true)
    if (before !== null) expect(position < before).toBe(true)
  })
})
