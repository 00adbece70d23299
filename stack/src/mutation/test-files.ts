// Which files hold the tests that a hole names: a runner that loads all the others waits for nothing.
import { relative } from 'node:path'
import type { Finished } from '../testing/run.ts'
import { readReport } from './first-failure.ts'
import type { PlaywrightReport, PlaywrightSuiteReport, VitestReport } from './first-failure.ts'

/** A test by what a pattern of titles is compared with, and its file as its runner takes it. */
export interface TitledTest {
  readonly title: string
  readonly file: string
}

/** Every test of a run by Playwright: with its file and the groups around it, as `--grep` sees it. */
export function testsOfPlaywright({ report }: Finished): TitledTest[] {
  const parsed = readReport(report) as PlaywrightReport | undefined
  return (parsed?.suites ?? []).flatMap((suite) => testsIn(suite, ''))
}

function testsIn(suite: PlaywrightSuiteReport, above: string): TitledTest[] {
  const within = `${above} ${suite.title}`
  return [
    ...(suite.specs ?? []).map(({ title, file }) => ({
      title: `${within} ${title}`,
      file: `/${file}`,
    })),
    ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, within)),
  ]
}

/** Every test of a run by vitest in the folder `root`. */
export function testsOfVitest({ report }: Finished, root: string): TitledTest[] {
  const parsed = readReport(report) as VitestReport | undefined
  return (parsed?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName }) => ({ title: fullName, file: relative(root, name) })),
  )
}

/** None where no test has such a title: then the runner has to say so itself. */
export function filesOf(tests: readonly TitledTest[], pattern: string): string[] {
  const named = new RegExp(pattern, 'i')
  return [...new Set(tests.filter(({ title }) => named.test(title)).map(({ file }) => file))]
}
