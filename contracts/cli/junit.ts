/** The report for CI: a suite for each operation, a case for each part and each finding. */
import { catalogue } from '../check/catalogue.ts'
import type { Coverage } from '../check/ledger.ts'
import type { Report } from '../check/run.ts'
import { markOf, parts } from './summary.ts'

interface Case {
  name: string
  failure?: { message: string; type: string; text: string }
  skipped?: string
}

export function junitReport(report: Report, strict: boolean): string {
  const suites = report.coverage.map((coverage) => ({
    name: coverage.operation,
    cases: casesOf(report, coverage, strict),
  }))
  if (report.unread.length > 0) {
    suites.push({
      name: 'contract',
      cases: report.unread.map((text) => uncovered('reference', text, strict)),
    })
  }
  const all = suites.flatMap(({ cases }) => cases)
  const seconds = (report.durationMs / 1000).toFixed(3)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${quoted(report.title)} ${counts(all)} time="${seconds}">`,
    ...suites.map(({ name, cases }) => suite(name, cases)),
    '</testsuites>',
    '',
  ].join('\n')
}

function casesOf(report: Report, coverage: Coverage, strict: boolean): Case[] {
  const { operationId } = coverage
  const findings = report.findings.filter((one) => one.operationId === operationId && !one.ignored)
  const sound = parts
    .filter(([part]) => markOf(report, coverage, part) === 'sound')
    .map(([part, , about]): Case => ({ name: `${part}: ${about}` }))
  const failed = findings.map(({ check, place, severity, detail, sent, got, curl }): Case => ({
    name: `${check}: ${place}`,
    failure: {
      type: `${severity} ${check}`,
      message: `${catalogue[check].title}: ${detail}`,
      text: [catalogue[check].owasp, catalogue[check].why, '', sent, '', got, '', curl].join('\n'),
    },
  }))
  const missing = coverage.missing.map(({ part, what, reason }) =>
    uncovered(`${part}: ${what}`, reason, strict),
  )
  return [...sound, ...failed, ...missing]
}

function uncovered(name: string, reason: string, strict: boolean): Case {
  const failure = { type: 'not covered', message: reason, text: reason }
  return strict ? { name, failure } : { name, skipped: reason }
}

function suite(name: string, cases: readonly Case[]): string {
  return [
    `  <testsuite name=${quoted(name)} ${counts(cases)}>`,
    ...cases.map((one) => testCase(name, one)),
    '  </testsuite>',
  ].join('\n')
}

function testCase(suiteName: string, { name, failure, skipped }: Case): string {
  const open = `    <testcase classname=${quoted(suiteName)} name=${quoted(name)}`
  if (skipped !== undefined) return `${open}><skipped message=${quoted(skipped)}/></testcase>`
  if (failure === undefined) return `${open}/>`
  const { message, type, text } = failure
  return `${open}><failure message=${quoted(message)} type=${quoted(type)}>${escaped(text)}</failure></testcase>`
}

function counts(cases: readonly Case[]): string {
  const failed = cases.filter(({ failure }) => failure !== undefined).length
  const skipped = cases.filter((one) => one.skipped !== undefined).length
  return `tests="${cases.length}" failures="${failed}" skipped="${skipped}" errors="0"`
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('\n', '&#10;')}"`
}

/** Characters that XML 1.0 §2.2 does not have are shown as U+FFFD. */
function escaped(text: string): string {
  const allowed = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0
    const has =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && code < 0xd800) ||
      (code > 0xdfff && code < 0xfffe) ||
      code > 0xffff
    return has ? character : '\uFFFD'
  })
  return allowed
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
