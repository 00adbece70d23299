import { describe, expect, it } from 'vitest'
import { judgePlaywright, judgeVitest } from './first-failure.ts'
import { left } from './left-report.ts'

const red = `${String.fromCharCode(27)}[31m`

describe('a verdict', () => {
  it("of Playwright's report names the first test that failed, and what it said", () => {
    const results = [{ error: { message: `${red}expected 404` } }]
    const good = { title: 'good', file: 'a.spec.ts', tests: [{ status: 'expected', results: [] }] }
    const bad = { title: 'bad', file: 'b.spec.ts', tests: [{ status: 'unexpected', results }] }
    const suites = [{ title: '', specs: [good], suites: [{ title: 'x', specs: [bad, good] }] }]
    const stats = { expected: 2, unexpected: 1 }
    expect(judgePlaywright(left(1, { suites, errors: [], stats }))).toEqual({
      ...{ kind: 'failed', test: 'bad', file: 'b.spec.ts', reason: 'expected 404' },
    })
    const green = { suites: [{ title: '', specs: [good] }], errors: [], stats: { expected: 1 } }
    expect(judgePlaywright(left(0, green))).toEqual({ kind: 'passed', tests: 1 })
    expect(judgePlaywright(left(1, green))).toMatchObject({ kind: 'broken' })
    expect(judgePlaywright({ code: 1, report: '/nowhere' })).toMatchObject({ kind: 'broken' })
  })

  it("of vitest's report names the first test that failed, and what it said", () => {
    const failed = { status: 'failed', fullName: 'x bad', failureMessages: [`${red}expected 1`] }
    const passed = { status: 'passed', fullName: 'x good' }
    const file = { name: '/a/b.test.ts', status: 'failed', assertionResults: [passed, failed] }
    const report = { numPassedTests: 1, testResults: [file] }
    expect(judgeVitest(left(1, report))).toEqual({
      ...{ kind: 'failed', test: 'x bad', file: 'b.test.ts', reason: 'expected 1' },
    })
    const silent = { ...file, assertionResults: [], message: 'no such file' }
    expect(judgeVitest(left(1, { ...report, testResults: [silent] }))).toEqual({
      ...{ kind: 'broken', reason: 'no such file' },
    })
    expect(judgeVitest(left(0, { ...report, testResults: [] }))).toEqual({
      ...{ kind: 'passed', tests: 1 },
    })
  })
})
