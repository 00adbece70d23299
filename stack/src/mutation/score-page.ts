// docs/security/mutation-score.md: the newest verdict on every hole that has one, and by name those
// that have none. A whole run writes all of them; a run of some holes writes those and keeps what the
// page said of the others.
import { GROUPS, notYet } from '../../../mutants/index.ts'
import type { Group, GroupedHole } from '../../../mutants/index.ts'
import type { Judged } from './run-holes.ts'
import { inWords } from './score.ts'

const SURVIVED = '**survived**'
const ALONE = '## Judged since the last whole run'
const UNJUDGED = '## Not judged yet'

interface Row {
  readonly hole: GroupedHole
  /** Which test noticed it, or {@link SURVIVED}, as Markdown; undefined while nobody has judged it. */
  readonly by?: string
  readonly isAlone: boolean
}

export interface PageOptions {
  /** All that there are now. */
  readonly holes: readonly GroupedHole[]
  readonly judged: readonly Judged[]
  /** The page as it is; undefined when this was a whole run. */
  readonly before: string | undefined
}

export function pageOf({ holes, judged, before }: PageOptions): string {
  const known = before === undefined ? new Map<string, Kept>() : readPage(before)
  const fresh = new Map(judged.map((one) => [one.hole.id, one]))
  const rows = holes.filter(isCounted).map((hole): Row => {
    const now = fresh.get(hole.id)
    const by = now === undefined ? undefined : byOf(now)
    if (by !== undefined) return { hole, by, isAlone: before !== undefined }
    return { hole, isAlone: false, ...known.get(cell(hole.id)) }
  })
  return write(
    rows,
    holes.filter((hole) => !isCounted(hole)),
  )
}

/** Those of which the page has no verdict. */
export function unjudgedIn(page: string, holes: readonly GroupedHole[]): GroupedHole[] {
  const known = readPage(page)
  return holes.filter((hole) => isCounted(hole) && !known.has(cell(hole.id)))
}

/** In what the page departs from the holes that there are, one sentence each. */
export function pageFaults(page: string, holes: readonly GroupedHole[]): string[] {
  const now = new Set(holes.filter(isCounted).map(({ id }) => cell(id)))
  const judged = [...readPage(page).keys()]
  const listed = listedUnder(UNJUDGED, page)
  const missing = unjudgedIn(page, holes).map(({ id }) => cell(id))
  return [
    ...judged
      .filter((id) => !now.has(id))
      .map((id) => `${id} is judged, and there is no such hole`),
    ...missing.filter((id) => !listed.has(id)).map((id) => `${id} is neither judged nor listed`),
    ...[...listed]
      .filter((id) => !missing.includes(id))
      .map((id) => `${id} is listed as not judged yet, and is judged or no more`),
  ]
}

/** `585 of 585 are noticed, 12 are not judged yet`, as other pages quote it. */
export function claimOf(page: string): string {
  const verdicts = [...readPage(page).values()]
  const killed = verdicts.filter(({ by }) => by !== SURVIVED).length
  const { size } = listedUnder(UNJUDGED, page)
  const noticed = `${killed} of ${verdicts.length} are noticed`
  return size === 0 ? noticed : `${noticed}, ${size} are not judged yet`
}

/** The text with the page's claim in the link that leads to the page. */
export function quoting(page: string, text: string): string {
  const quoted = /\[\d+ of \d+ are noticed[^\]]*\](?=\(docs\/security\/mutation-score\.md\))/
  if (!quoted.test(text)) throw new Error('README.md quotes no mutation score')
  return text.replace(quoted, `[${claimOf(page)}]`)
}

function isCounted({ equivalent }: GroupedHole): boolean {
  return equivalent === undefined
}

function write(rows: readonly Row[], equivalent: readonly GroupedHole[]): string {
  const alone = rows.filter(({ isAlone }) => isAlone)
  const unjudged = rows.filter(({ by }) => by === undefined)
  return [
    '# Mutation score',
    '',
    'How many of the holes in [mutants/](../../mutants) are noticed, planted one at a time in a copy of the',
    'api, and by which test first. Written by `npm run mutants -- --write`.',
    '',
    '| Group | Noticed |',
    '| --- | --- |',
    ...GROUPS.map((group) => `| ${group} | ${scoreOf(rows, group)} |`),
    `| **all** | ${scoreOf(rows)} |`,
    '',
    'A test is one of the contract suite, which knows the api by its address alone; "api:" is before the',
    "names of the api's own tests, where no request could tell.",
    '',
    '| Hole | Group | What is wrong while it is planted | Noticed by |',
    '| --- | --- | --- | --- |',
    ...rows.flatMap(({ hole, by }) =>
      by === undefined ? [] : [`| ${cell(hole.id)} | ${hole.group} | ${cell(hole.says)} | ${by} |`],
    ),
    '',
    ...listing(UNJUDGED, unjudged, [
      'There since the page was written: they count for nothing above until somebody plants them, by',
      '`npm run mutants -- --unjudged --write`.',
    ]),
    ...listing(ALONE, alone, [
      'Planted by themselves, when they or the tests that notice them were new:',
    ]),
    '## Not counted',
    '',
    'These change nothing that anyone could see:',
    '',
    '| Hole | What was changed | Why nobody can tell |',
    '| --- | --- | --- |',
    ...equivalent.map(
      ({ id, says, equivalent: why = '' }) => `| ${cell(id)} | ${cell(says)} | ${cell(why)} |`,
    ),
    '',
    ...(notYet.length === 0
      ? []
      : [
          'These have no such code yet:',
          '',
          ...notYet.map(({ row, says }) => `- ${row} ${says}`),
          '',
        ]),
  ].join('\n')
}

function listing(title: string, rows: readonly Row[], words: readonly string[]): string[] {
  if (rows.length === 0) return []
  return [title, '', ...words, '', ...rows.map(({ hole }) => `- ${cell(hole.id)}`), '']
}

type Kept = Required<Pick<Row, 'by' | 'isAlone'>>

/** By id, as it is written there. */
function readPage(page: string): Map<string, Kept> {
  const alone = listedUnder(ALONE, page)
  const [table = ''] = page.split('\n## ', 1)
  return new Map(
    table.split('\n').flatMap((line): [string, Kept][] => {
      // A stroke of the text has a backslash before it.
      const cells = line.split(/(?<!\\)\|/).map((text) => text.trim())
      const [, id = '', group, , by = ''] = cells
      const isRow = cells.length === 6 && GROUPS.some((name) => name === group)
      return isRow ? [[id, { by, isAlone: alone.has(id) }]] : []
    }),
  )
}

/** The items of the list below a heading. */
function listedUnder(heading: string, page: string): Set<string> {
  const [section = ''] = (page.split(`${heading}\n`)[1] ?? '').split('\n## ')
  return new Set(section.split('\n').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []))
}

function scoreOf(rows: readonly Row[], group?: Group): string {
  const counted = rows.filter(({ hole }) => group === undefined || hole.group === group)
  const judged = counted.filter(({ by }) => by !== undefined)
  const killed = judged.filter(({ by }) => by !== SURVIVED).length
  const score = inWords({ planted: judged.length, killed })
  const left = counted.length - judged.length
  return left === 0 ? score : `${score}, ${left} not judged yet`
}

/** Undefined for what ended without a verdict. */
function byOf({ hole, verdict }: Judged): string | undefined {
  if (verdict.kind === 'broken') return undefined
  if (verdict.kind === 'passed') return SURVIVED
  return cell(`${hole.suite === 'unit' ? 'api: ' : ''}${verdict.test}`)
}

function cell(text: string): string {
  return text.replace(/[\\|<>*_`]/g, '\\$&')
}
