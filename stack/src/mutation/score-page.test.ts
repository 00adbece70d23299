import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { holesOf, readApi } from '../../../mutants/index.ts'
import type { GroupedHole } from '../../../mutants/index.ts'
import { inRoot } from '../paths.ts'
import type { Judged } from './run-holes.ts'
import { pageOf } from './score-page.ts'

const hole = (id: string, more: Partial<GroupedHole> = {}): GroupedHole => ({
  ...{ id, group: 'leaks', says: `a | b of ${id}`, seenBy: 'x', edits: [] },
  ...more,
})
const holes = [hole('M1'), hole('M2 x_y'), hole('M3', { equivalent: 'nobody can tell' })]
const noticed = (one: GroupedHole, test = 'T1 | says'): Judged => ({
  hole: one,
  verdict: { kind: 'failed', test, file: 'x.spec.ts' },
  ms: 1,
})
const survived = (one: GroupedHole): Judged => ({
  hole: one,
  verdict: { kind: 'passed', tests: 1 },
  ms: 1,
})
const [first = hole(''), second = hole('')] = holes
const rowOf = (page: string, id: string) =>
  page.split('\n').find((line) => line.startsWith(`| ${id} `))

describe('the page of the mutation score', () => {
  const whole = pageOf({ holes, judged: [noticed(first), survived(second)], before: undefined })

  it('tells the score of a whole run, and what survived', () => {
    expect(whole).toContain('| **all** | 1 of 2 (50 %) |')
    expect(rowOf(whole, 'M1')).toContain('T1 \\| says')
    expect(rowOf(whole, 'M2 x\\_y')).toContain('**survived**')
    expect(whole).toContain('nobody can tell')
    expect(whole).not.toContain('since the last whole run')
  })

  it('keeps the other verdicts when some are judged anew, and says which', () => {
    const page = pageOf({ holes, judged: [noticed(second, 'T2')], before: whole })
    expect(page).toContain('| **all** | 2 of 2 (100 %) |')
    expect(rowOf(page, 'M1')).toBe(rowOf(whole, 'M1'))
    expect(rowOf(page, 'M2 x\\_y')).toContain('T2')
    expect(page).toContain('## Judged since the last whole run')
    expect(page.split('\n')).toContain('- M2 x\\_y')
    const again = pageOf({ holes, judged: [noticed(first, 'T3')], before: page })
    for (const line of ['- M1', '- M2 x\\_y']) expect(again.split('\n')).toContain(line)
  })

  it('does not pass over a hole that nobody has judged', () => {
    const more = [...holes, hole('M4')]
    expect(() => pageOf({ holes: more, judged: [noticed(first)], before: whole })).toThrow('M4')
    expect(() => pageOf({ holes, judged: [noticed(first)], before: undefined })).toThrow('M2 x_y')
  })

  it('forgets a hole that is no more', () => {
    const page = pageOf({ holes: [first], judged: [noticed(first)], before: whole })
    expect(rowOf(page, 'M2 x\\_y')).toBeUndefined()
    expect(page).toContain('| **all** | 1 of 1 (100 %) |')
  })
})

describe('the page in docs/security', () => {
  const page = readFileSync(inRoot('docs/security/mutation-score.md'), 'utf8')

  it('has a verdict on every hole that there is', () => {
    const all = holesOf(readApi(inRoot('api')))
    expect(() => pageOf({ holes: all, judged: [], before: page })).not.toThrow()
  })

  it('has the score that the README tells', () => {
    const [, score = ''] = /^\| \*\*all\*\* +\| (\d+ of \d+) /m.exec(page) ?? []
    expect(score).not.toBe('')
    expect(readFileSync(inRoot('README.md'), 'utf8')).toContain(`[${score} are noticed]`)
  })
})
