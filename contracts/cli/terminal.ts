/** The report as a person reads it in a terminal. */
import { catalogue } from '../check/catalogue.ts'
import type { Finding } from '../check/ledger.ts'
import type { Report } from '../check/run.ts'
import { counted, grouped, lastLine, markOf, missingOf, parts, plural } from './summary.ts'
import type { Mark } from './summary.ts'

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'
export type Paint = (style: Style, text: string) => string

const codes: Record<Style, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 }

/** Colours for a terminal that wants them: https://no-color.org. */
export function paint({ isTTY }: { isTTY?: boolean }): Paint {
  const { NO_COLOR, FORCE_COLOR } = process.env
  const coloured = !NO_COLOR && (FORCE_COLOR ? FORCE_COLOR !== '0' : isTTY === true)
  return (style, text) => (coloured ? `\u001b[${codes[style]}m${text}\u001b[0m` : text)
}

const marks: Record<Mark, [sign: string, style: Style]> = {
  found: ['✗', 'red'],
  missing: ['–', 'yellow'],
  sound: ['✓', 'green'],
  nothing: ['·', 'dim'],
}

/** A line of a terminal never holds what would move its cursor: answers come from anywhere. */
export function plain(text: string): string {
  // eslint's rule is against control characters in patterns; here they are what is looked for.
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      const control =
        (code < 32 && character !== '\n' && character !== '\t') || (code > 126 && code < 160)
      return control ? `\\x${code.toString(16).padStart(2, '0')}` : character
    })
    .join('')
}

export function terminalReport(report: Report, colour: Paint): string {
  const found = counted(report)
  const ignored = report.findings.filter((finding) => finding.ignored)
  const missing = missingOf(report)
  const conclusion =
    found.length > 0 ? colour('red', lastLine(report)) : colour('green', lastLine(report))
  return [
    `${colour('bold', plain(report.title))} at ${report.baseUrl}, ${report.allowWrites ? 'reads and writes' : 'reads only'}`,
    '',
    ...table(report, colour),
    ...section(
      colour,
      'Findings',
      grouped(found).map((group) => groupText(group, colour)),
    ),
    ...section(
      colour,
      'Ignored',
      ignored.map((one) => `${one.check}  ${one.operation}: ${one.detail}`),
    ),
    ...section(
      colour,
      'Not covered',
      missing.map((one) => `${one.operation}  ${one.what}: ${one.reason}`),
    ),
    ...section(
      colour,
      'Not read (references out of the document are never followed)',
      report.unread,
    ),
    ...section(
      colour,
      'Warnings',
      report.warnings.map(({ operation, text }) => `${operation}  ${text}`),
    ),
    ...section(colour, 'Left behind', report.leftBehind),
    conclusion,
    '',
  ].join('\n')
}

function table(report: Report, colour: Paint): string[] {
  const head = ['operation', ...parts.map(([, title]) => title)]
  const width = Math.max(...report.coverage.map(({ operation }) => operation.length), 9)
  const cells = (first: string, others: string[]) =>
    `  ${first.padEnd(width)}  ${others.join('')}`.trimEnd()
  const rows = report.coverage.map((coverage) =>
    cells(
      plain(coverage.operation),
      parts.map(([part]) => {
        const [sign, style] = marks[markOf(report, coverage, part)]
        return `  ${colour(style, sign)}   `
      }),
    ),
  )
  const [first = '', ...others] = head
  const about = parts.map(([, title, says]) => `${title}: ${says}`).join('; ')
  return [
    colour(
      'dim',
      cells(
        first,
        others.map((title) => title.padStart(4).padEnd(6)),
      ),
    ),
    ...rows,
    '',
    colour('dim', `  ✓ tried, nothing found  ✗ found  – not (wholly) covered  · nothing to try`),
    colour('dim', `  ${about}`),
    '',
  ]
}

function groupText(group: readonly Finding[], colour: Paint): string {
  const [first] = group
  if (!first) return ''
  const { title, owasp, why } = catalogue[first.check]
  return [
    `${colour('red', `✗ ${first.severity}`)}  ${colour('bold', title)}  ${colour('dim', first.check)}`,
    `  ${owasp}`,
    `  ${why}`,
    ...group.flatMap((finding, index) => findingLines(finding, index === 0, colour)),
  ].join('\n')
}

function findingLines(finding: Finding, full: boolean, colour: Paint): string[] {
  const { operation, place, detail, also, sent, got, instead, curl } = finding
  const shown: [string, string][] = full
    ? [
        ['sent', sent],
        ['got', got],
        ...(instead === undefined ? [] : [['instead', instead] as [string, string]]),
      ]
    : []
  return [
    '',
    `  ${colour('bold', plain(operation))}  ${plain(place)}`,
    `    ${plain(detail)}`,
    ...(also.length > 0
      ? [`    and ${plural(also.length, 'other attempt')}: ${also.map(plain).join('; ')}`]
      : []),
    ...shown.flatMap(([title, text]) => [`    ${colour('dim', title)}`, indented(plain(text))]),
    `    ${colour('dim', 'repeat')}`,
    indented(plain(curl)),
  ]
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '      ')
}

function section(colour: Paint, title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return []
  const lines = entries.map((entry) => `  ${plain(entry).replaceAll('\n', '\n  ')}`)
  // A finding has lines of its own, colours included.
  const texts = title === 'Findings' ? entries.map((entry) => `${entry}\n`) : lines
  return [colour('bold', title), '', ...texts, '']
}
