import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { holesOf, readApi } from '../../../mutants/index.ts'
import type { GroupedHole } from '../../../mutants/index.ts'
import { inRoot } from '../paths.ts'
import type { Judged } from './run-holes.ts'
import { claimOf, pageFaults, pageOf, quoting, unjudgedIn } from './score-page.ts'

const hole = (id: string, more: Partial<GroupedHole> = {}): GroupedHole => ({
  ...{ id, group: 'leaks', says: `a | b of ${id}`, seenBy: 'x', edits: [] },
  ...more,
})
const holes = [hole('M1'), hole('M2 x_y'), hole('M3', { equivalent: 'nobody can tell' })]
const noticed = (one: GroupedHole, test = 'T1 | says'): Judged => ({
  hole: one,
  verdict: { kind: 'failed', test, file: 'x.spec.ts', reason: '' },
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

  it('lists a hole that nobody has judged, and does not count it', () => {
    const page = pageOf({ holes: [...holes, hole('M4')], judged: [], before: whole })
    expect(page).toContain('| **all** | 1 of 2 (50 %), 1 not judged yet |')
    expect(page.split('## Not judged yet')[1]?.split('\n')).toContain('- M4')
    expect(rowOf(page, 'M4')).toBeUndefined()
    expect(rowOf(page, 'M1')).toBe(rowOf(whole, 'M1'))
    expect(whole).not.toContain('Not judged yet')
  })

  it('takes a hole without a verdict for one that nobody has judged', () => {
    const broken: Judged = { hole: first, verdict: { kind: 'broken', reason: 'x' }, ms: 1 }
    const page = pageOf({ holes, judged: [broken, noticed(second)], before: undefined })
    expect(page).toContain('| **all** | 1 of 1 (100 %), 1 not judged yet |')
    const kept = pageOf({ holes, judged: [broken], before: whole })
    expect(rowOf(kept, 'M1')).toBe(rowOf(whole, 'M1'))
  })

  it('takes it off the list when it is judged', () => {
    const more = [...holes, hole('M4')]
    const page = pageOf({ holes: more, judged: [], before: whole })
    expect(unjudgedIn(page, more).map(({ id }) => id)).toEqual(['M4'])
    const later = pageOf({ holes: more, judged: [noticed(hole('M4'))], before: page })
    expect(unjudgedIn(later, more)).toEqual([])
    expect(later).not.toContain('Not judged yet')
    expect(later).toContain('| **all** | 2 of 3 (66.6 %) |')
  })

  it('is at fault when it judges what is no more or says nothing of what there is', () => {
    expect(pageFaults(whole, holes)).toEqual([])
    const more = [...holes, hole('M4_')]
    expect(pageFaults(whole, more)).toEqual(['M4\\_ is neither judged nor listed'])
    const page = pageOf({ holes: more, judged: [], before: whole })
    expect(pageFaults(page, more)).toEqual([])
    expect(pageFaults(page, holes)).toEqual([
      'M4\\_ is listed as not judged yet, and is judged or no more',
    ])
    expect(pageFaults(whole, [second])).toEqual(['M1 is judged, and there is no such hole'])
  })

  it('is quoted with what is not judged yet', () => {
    expect(claimOf(whole)).toBe('1 of 2 are noticed')
    const page = pageOf({ holes: [...holes, hole('M4')], judged: [], before: whole })
    const readme = 'see [9 of 9 are noticed](docs/security/mutation-score.md), and'
    expect(quoting(page, readme)).toBe(
      'see [1 of 2 are noticed, 1 are not judged yet](docs/security/mutation-score.md), and',
    )
    expect(quoting(whole, quoting(page, readme))).toContain('[1 of 2 are noticed]')
    expect(() => quoting(page, 'nothing')).toThrow('README.md')
  })

  it('forgets a hole that is no more', () => {
    const page = pageOf({ holes: [first], judged: [noticed(first)], before: whole })
    expect(rowOf(page, 'M2 x\\_y')).toBeUndefined()
    expect(page).toContain('| **all** | 1 of 1 (100 %) |')
  })
})

describe('the page in docs/security', () => {
  const page = readFileSync(inRoot('docs/security/mutation-score.md'), 'utf8')

  it('tells of every hole that there is, and of no other', () => {
    // npm run mutants -- --list brings it up to date without planting anything.
    expect(pageFaults(page, holesOf(readApi(inRoot('api'))))).toEqual([])
  })

  it('has the score that the README tells', () => {
    expect(readFileSync(inRoot('README.md'), 'utf8')).toContain(
      `[${claimOf(page)}](docs/security/mutation-score.md)`,
    )
  })
})
