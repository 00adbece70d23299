/** The report for people: one file without a script, for any screen, in light and dark. */
import { catalogue } from '../check/catalogue.ts'
import type { Finding } from '../check/ledger.ts'
import type { Report } from '../check/run.ts'
import { counted, grouped, lastLine, markOf, missingOf, parts } from './summary.ts'
import type { Mark } from './summary.ts'
import { style } from './html-style.ts'

export function htmlReport(report: Report): string {
  const found = counted(report)
  const ignored = report.findings.filter((finding) => finding.ignored)
  const missing = missingOf(report)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(report.title)}: ${found.length === 0 ? 'nothing found' : `${found.length} found`}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${text(report.title)}</h1>
<p>${text(report.baseUrl)}, ${report.allowWrites ? 'reads and writes' : 'reads only'}, <time datetime="${text(report.startedAt)}">${text(report.startedAt.replace('T', ' ').slice(0, 16))} UTC</time></p>
<p class="verdict ${found.length === 0 ? 'sound' : 'found'}">${text(lastLine(report))}</p>
</header>
<main>
${table(report)}
${section('Findings', grouped(found).map(groupOf))}
${list(
  'Ignored',
  ignored.map((one) => [one.operation, `${one.check}: ${one.detail}`]),
)}
${list(
  'Not covered',
  missing.map((one) => [one.operation, `${one.what}: ${one.reason}`]),
)}
${list(
  'Not read',
  report.unread.map((reference) => ['reference out of the document', reference]),
)}
${list(
  'Warnings',
  report.warnings.map((one) => [one.operation, one.text]),
)}
${list(
  'Left behind',
  report.leftBehind.map((one) => ['made by this run', one]),
)}
</main>
</body>
</html>
`
}

const marks: Record<Mark, [sign: string, says: string]> = {
  found: ['✗', 'found'],
  missing: ['–', 'not wholly covered'],
  sound: ['✓', 'tried, nothing found'],
  nothing: ['·', 'nothing to try'],
}

function table(report: Report): string {
  const rows = report.coverage.map((coverage) => {
    const cells = parts.map(([part]) => {
      const mark = markOf(report, coverage, part)
      const [sign, says] = marks[mark]
      return `<td class="mark ${mark}" title="${says}"><span aria-hidden="true">${sign}</span><span class="hidden">${says}</span></td>`
    })
    return `<tr><th scope="row"><code>${broken(coverage.operation)}</code></th>${cells.join('')}</tr>`
  })
  const heads = parts.map(
    ([, title, says]) => `<th scope="col" title="${text(says)}">${title}</th>`,
  )
  const about = parts.map(([, title, says]) => `<b>${title}</b> ${text(says)}`).join(' · ')
  return `<section><table>
<thead><tr><th scope="col">operation</th>${heads.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>
<p class="key">${about}<br>✓ tried, nothing found · ✗ found · – not wholly covered · · nothing to try</p></section>`
}

function groupOf(group: readonly Finding[]): string {
  const [first] = group
  if (!first) return ''
  const { title, owasp, why } = catalogue[first.check]
  return `<article>
<h3><span class="severity ${first.severity}">${first.severity}</span> ${text(title)}</h3>
<p class="owasp"><code>${first.check}</code> · ${text(owasp)}</p>
<p>${text(why)}</p>
${group.map((finding, index) => findingOf(finding, index === 0)).join('\n')}
</article>`
}

function findingOf(finding: Finding, open: boolean): string {
  const { operation, place, detail, also, sent, got, instead, curl } = finding
  const more = also.map((one) => `<li>${text(one)}</li>`).join('')
  return `<details${open ? ' open' : ''}>
<summary><code>${broken(operation)}</code> <span>${text(place)}</span></summary>
<p>${text(detail)}</p>
${more === '' ? '' : `<ul>${more}</ul>`}
${block('Sent', sent)}${block('Got', got)}${instead === undefined ? '' : block('What an id of nothing gets', instead)}${block('Repeat it', curl)}
</details>`
}

function block(title: string, content: string): string {
  return `<h4>${title}</h4><pre tabindex="0">${text(content)}</pre>`
}

function section(title: string, contents: readonly string[]): string {
  return contents.length === 0 ? '' : `<section><h2>${title}</h2>${contents.join('\n')}</section>`
}

function list(title: string, entries: readonly (readonly [string, string])[]): string {
  const items = entries.map(
    ([name, says]) => `<dt><code>${broken(name)}</code></dt><dd>${text(says)}</dd>`,
  )
  return entries.length === 0
    ? ''
    : `<section><h2>${title}</h2><dl>${items.join('\n')}</dl></section>`
}

/** A long path may be broken after each of its slashes. */
function broken(path: string): string {
  return text(path).replaceAll('/', '/<wbr>')
}

function text(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
