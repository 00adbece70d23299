import { describe, expect, it } from 'vitest'
import { judge, readAcceptances } from './accepted.ts'
import type { BreakingChange } from './compare.ts'

const gone: BreakingChange = {
  rule: 'path-removed',
  at: '#/paths/~1things',
  text: '/things is gone',
  operations: [],
}
const acceptance = { change: 'path-removed', at: '#/paths/~1things', reason: 'Nobody called it.' }

describe('readAcceptances', () => {
  it('reads the change, the place and the reason', () => {
    const text = `- change: path-removed\n  at: '#/paths/~1things'\n  reason: Nobody called it.\n`
    expect(readAcceptances(text)).toEqual([acceptance])
    expect(readAcceptances('# nothing yet\n[]\n')).toEqual([])
  })

  it.each([
    ['', 'is not a list'],
    ['change: path-removed', 'is not a list'],
    ['- path-removed', 'entry 1 of accepted.yaml has no change'],
    [`- { change: path-lost, at: '#', reason: so }`, 'no such change'],
    ['- { change: path-removed, reason: so }', 'does not say where'],
    [`- { change: path-removed, at: '#' }`, 'does not say why'],
    [`- { change: path-removed, at: '#', reason: ' ' }`, 'does not say why'],
    [`- { change: path-removed, at: '#', reason: so, until: 2 }`, 'means nothing: until'],
  ])('refuses %j', (text, message) => {
    expect(() => readAcceptances(text)).toThrow(message)
  })
})

describe('judge', () => {
  it('refuses what nobody accepted', () => {
    expect(judge([gone], [])).toEqual({ accepted: [], refused: [gone], stale: [] })
  })

  it('accepts by change and place together', () => {
    const elsewhere = { ...acceptance, at: '#/paths/~1other' }
    const otherwise = { ...acceptance, change: 'operation-removed' }
    expect(judge([gone], [acceptance])).toEqual({ accepted: [gone], refused: [], stale: [] })
    expect(judge([gone], [elsewhere, otherwise])).toEqual({
      accepted: [],
      refused: [gone],
      stale: [elsewhere, otherwise],
    })
  })

  it('reports an acceptance that nothing needs any more', () => {
    expect(judge([], [acceptance])).toEqual({ accepted: [], refused: [], stale: [acceptance] })
  })
})
