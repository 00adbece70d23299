// Reading from the reports of the runners which test failed first.
import { readFileSync } from 'node:fs'
import type { Finished } from '../testing/run.ts'

const REASON_LENGTH = 2000

/** What a run of a suite says of a hole. */
export type Verdict =
  | { readonly kind: 'passed'; readonly tests: number }
  | ({ readonly kind: 'failed' } & Failure)
  /** The suite did not run to a verdict: the hole or the arrangement is at fault. */
  | { readonly kind: 'broken'; readonly reason: string }

interface Failure {
  readonly test: string
  readonly file: string
  /** What the test said; its beginning. */
  readonly reason: string
}

export interface PlaywrightSuiteReport {
  readonly title: string
  readonly file?: string
  readonly suites?: readonly PlaywrightSuiteReport[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuiteReport[]
  readonly errors: readonly { readonly message?: string }[]
  readonly stats: { readonly expected: number; readonly unexpected: number }
}

export function judgePlaywright({ code, report }: Finished): Verdict {
  const parsed = readReport(report) as PlaywrightReport | undefined
  if (parsed === undefined) return { kind: 'broken', reason: 'Playwright left no report' }
  const failed = parsed.suites.flatMap(failuresOf)[0]
  if (failed !== undefined) return { kind: 'failed', ...failed }
  const [error] = parsed.errors
  if (code !== 0 || error !== undefined) {
    return { kind: 'broken', reason: plain(error?.message ?? `exit code ${code}`) }
  }
  return { kind: 'passed', tests: parsed.stats.expected }
}

function failuresOf(suite: PlaywrightSuiteReport): Failure[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) => {
    const failed = tests.find(({ status }) => status === 'unexpected')
    if (failed === undefined) return []
    const error = failed.results.find((result) => result.error !== undefined)?.error
    return [{ test: title, file, reason: plain(error?.message ?? '') }]
  })
  return [...own, ...(suite.suites ?? []).flatMap(failuresOf)]
}

export interface VitestReport {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

export function judgeVitest({ code, report }: Finished): Verdict {
  const parsed = readReport(report) as VitestReport | undefined
  if (parsed === undefined) return { kind: 'broken', reason: 'vitest left no report' }
  for (const { name, assertionResults } of parsed.testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed')
    const file = name.split('/').at(-1) ?? name
    if (failed !== undefined) {
      const reason = plain(failed.failureMessages?.[0] ?? '')
      return { kind: 'failed', test: failed.fullName, file, reason }
    }
  }
  const silent = parsed.testResults.find(({ status }) => status === 'failed')
  if (code !== 0) {
    return { kind: 'broken', reason: plain(silent?.message ?? `vitest ended with ${code}`) }
  }
  return { kind: 'passed', tests: parsed.numPassedTests }
}

export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

function plain(message: string): string {
  // Terminal colours are no part of what was said.
  return message
    .replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
    .slice(0, REASON_LENGTH)
}
