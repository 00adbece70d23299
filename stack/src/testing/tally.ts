// Counting test cases from what the test runners report to machines.

export interface Tally {
  readonly passed: number
  readonly failed: number
}

export const none: Tally = { passed: 0, failed: 0 }

export function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed }
}

/** vitest's JSON report. A case that was left out proves nothing, so it counts as failed. */
export function readVitest(report: unknown): Tally {
  const total = count(report, 'numTotalTests')
  const passed = count(report, 'numPassedTests')
  // A file that does not even load has no cases, only a failed suite.
  const suites = total - passed === 0 ? count(report, 'numFailedTestSuites') : 0
  return { passed, failed: total - passed + suites }
}

/** Playwright's JSON report. Left-out and flaky cases count as failed, and so do global errors. */
export function readPlaywright(report: unknown): Tally {
  const stats = member(report, 'stats')
  const errors = member(report, 'errors')
  const failed = count(stats, 'unexpected') + count(stats, 'flaky') + count(stats, 'skipped')
  return {
    passed: count(stats, 'expected'),
    failed: failed + (Array.isArray(errors) && failed === 0 ? errors.length : 0),
  }
}

function count(value: unknown, name: string): number {
  const found = member(value, name)
  if (typeof found !== 'number') throw new TypeError(`the report has no ${name}`)
  return found
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined
}
