/** Counting and grouping, the same for every report. */
import type { Coverage, Finding, Part } from '../check/ledger.ts'
import type { Report } from '../check/run.ts'
import { severities } from '../check/catalogue.ts'

export type Mark = 'found' | 'missing' | 'sound' | 'nothing'

export const parts: readonly [part: Part, title: string, about: string][] = [
  ['authentication', '401', 'bad credentials are refused'],
  ['isolation', 'ids', "another user's data stays out of reach"],
  ['surface', 'more', 'bodies, methods, caches and public answers'],
]

/** How a part of an operation came out. What was only tried in part is not covered. */
export function markOf(report: Report, coverage: Coverage, part: Part): Mark {
  const found = report.findings.some(
    (finding) =>
      finding.operationId === coverage.operationId && finding.part === part && !finding.ignored,
  )
  if (found) return 'found'
  if (coverage.missing.some((one) => one.part === part)) return 'missing'
  return coverage.tried[part] > 0 ? 'sound' : 'nothing'
}

export function counted(report: Report): Finding[] {
  return report.findings.filter(({ ignored }) => !ignored)
}

export interface Missing {
  operation: string
  /** What could not be tried, each with the part that it belongs to. */
  what: string
  reason: string
}

/** One entry for each operation and reason. */
export function missingOf({ coverage }: Report): Missing[] {
  return coverage.flatMap(({ operation, missing }) => {
    const reasons = [...new Set(missing.map(({ reason }) => reason))]
    return reasons.map((reason) => {
      const parts = missing.filter((one) => one.reason === reason)
      const what = parts.map(({ part, what: name }) => `${titleOf(part)} (${name})`).join(', ')
      return { operation, what, reason }
    })
  })
}

function titleOf(part: Part): string {
  return parts.find(([name]) => name === part)?.[1] ?? part
}

/** What makes the exit code 1. */
export function failures(report: Report, strict: boolean): number {
  const uncovered = strict ? missingOf(report).length + report.unread.length : 0
  return counted(report).length + uncovered
}

/** One group for each check: the first finding stands for it, the others are listed. */
export function grouped(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.check) ?? []
    group.push(finding)
    groups.set(finding.check, group)
  }
  return [...groups.values()]
}

/** `3 findings (1 critical, 2 medium), 12 of 13 operations covered, …`. */
export function lastLine(report: Report): string {
  const findings = counted(report)
  const kinds = severities
    .map((severity) => [findings.filter((one) => one.severity === severity).length, severity])
    .filter(([count]) => count !== 0)
    .map(([count, severity]) => `${count} ${severity}`)
  const ignored = report.findings.length - findings.length
  const covered = report.coverage.filter(({ missing }) => missing.length === 0).length
  return [
    `${plural(findings.length, 'finding')}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
    `${covered} of ${plural(report.coverage.length, 'operation')} covered`,
    plural(report.warnings.length, 'warning'),
    ...(report.leftBehind.length > 0 ? [`${report.leftBehind.length} left behind`] : []),
    `${plural(report.requests, 'request')} in ${(report.durationMs / 1000).toFixed(1)} s`,
    ...(report.stopped ? ['stopped before its end'] : []),
  ].join(', ')
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
