import { describe, expect, it } from 'vitest'
import { belowFloor } from './version-floors.ts'
import { isAtLeast } from './version.ts'

describe('isAtLeast', () => {
  it.each([
    ['1.2.3', '1.2.3', true],
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '10.0.0', false],
    ['v1.4.4', '1.4.0', true],
    ['1.2.3-beta.4', '1.2.3', false],
    ['1.2.4-beta.4', '1.2.3', true],
  ])('%s against %s: %s', (version, floor, expected) => {
    expect(isAtLeast(version, floor)).toBe(expected)
  })
})

describe('belowFloor', () => {
  it('finds an old copy at any depth, and only the named package', () => {
    const packages = {
      '': { version: '0.1.0' },
      web: { version: '0.1.0' },
      'node_modules/cookie': { version: '0.7.2' },
      'node_modules/x/node_modules/cookie': { version: '0.6.0' },
      'node_modules/x/node_modules/@y/cookie': { version: '0.1.0' },
    }
    expect(belowFloor({ packages }, { cookie: '0.7.0' })).toEqual([
      'node_modules/x/node_modules/cookie is 0.6.0; the floor is 0.7.0',
    ])
  })
})
