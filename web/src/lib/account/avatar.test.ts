import { describe, expect, it } from 'vitest'
import { hueOf, hues, initialsOf } from './avatar.ts'

describe('the initials of a name', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['  Ada   King   Lovelace ', 'AL'],
    ['Émile Zola', 'ÉZ'],
    ['E\u0301mile Zola', 'E\u0301Z'],
    ['王小明', '王'],
    ['👩‍🔬 Marie', '👩‍🔬M'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('the colour of a person', () => {
  it('is always the same and one of those there are, each of them somebody’s', () => {
    const ids = Array.from({ length: 200 }, (_, n) => `person-${n}`)
    const found = new Set(ids.map(hueOf))
    expect([...found].sort()).toEqual(Array.from({ length: hues }, (_, n) => n))
    expect(ids.map(hueOf)).toEqual(ids.map(hueOf))
  })
})
