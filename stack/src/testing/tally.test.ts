import { describe, expect, it } from 'vitest'
import { readPlaywright, readVitest } from './tally.ts'

describe('readVitest', () => {
  it('counts a case that was left out as failed', () => {
    const report = { numTotalTests: 10, numPassedTests: 8, numFailedTestSuites: 1 }
    expect(readVitest(report)).toEqual({ passed: 8, failed: 2 })
  })

  it('counts a file that did not load', () => {
    const report = { numTotalTests: 8, numPassedTests: 8, numFailedTestSuites: 1 }
    expect(readVitest(report)).toEqual({ passed: 8, failed: 1 })
  })
})

describe('readPlaywright', () => {
  it('counts flaky and left-out cases as failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }
    expect(readPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 6 })
  })

  it('counts an error outside of all cases', () => {
    const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }
    expect(readPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 1 })
  })

  it('does not take another file for a report', () => {
    expect(() => readPlaywright({})).toThrow(TypeError)
  })
})
