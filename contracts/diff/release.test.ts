import { describe, expect, it } from 'vitest'
import type { BreakingChange } from './compare.ts'
import { Contract } from './contract.ts'
import { obstacle } from './release.ts'

const contract = (version: string, title = 'Things') =>
  new Contract(`info: { title: ${title}, version: ${version} }`)
const change: BreakingChange = { rule: 'path-removed', at: '#', text: '', operations: [] }
const none = { accepted: [], refused: [], stale: [] }

describe('obstacle', () => {
  it('lets a contract that is the same be published again', () => {
    expect(obstacle({ old: contract('1.0.0'), current: contract('1.0.0') }, none)).toBeUndefined()
  })

  it.each([
    ['1.0.0', '1.0.0', 'info.version has to grow from 1.0.0.'],
    ['1.2.0', '1.1.9', 'info.version has to grow from 1.2.0.'],
    ['1.2.0', 'latest', 'info.version is not of the form 1.2.3.'],
    ['1.9.9', '1.10.0', undefined],
    ['1.9.9', '2.0.0', undefined],
  ])('from %s to %s with other words: %s', (was, is, expected) => {
    const contracts = { old: contract(was), current: contract(is, 'More') }
    expect(obstacle(contracts, none)).toBe(expected)
  })

  it('publishes nothing that is refused or stale', () => {
    const contracts = { old: contract('1.0.0'), current: contract('2.0.0') }
    expect(obstacle(contracts, { ...none, refused: [change] })).toContain(
      'breaks what was promised',
    )
    const stale = [{ change: 'path-removed', at: '#', reason: 'so' }]
    expect(obstacle(contracts, { ...none, stale })).toContain('stale')
  })
})
