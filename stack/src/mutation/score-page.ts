// docs/security/mutation-score.md: the newest verdict on every hole. A whole run writes all of them; a
// run of some holes writes those and keeps what the page said of the others.
import { GROUPS, notYet } from '../../../mutants/index.ts'
import type { Group, GroupedHole } from '../../../mutants/index.ts'
import type { Judged } from './run-holes.ts'
import { inWords } from './score.ts'
import type { Score } from './score.ts'

const SURVIVED = '**survived**'
const ALONE = '## Judged since the last whole run'

interface Row {
  readonly hole: GroupedHole
  /** Which test noticed it, or {@link SURVIVED}, as Markdown. */
  readonly by: string
  readonly isAlone: boolean
}

export interface PageOptions {
  /** All that there are now. */
  readonly holes: readonly GroupedHole[]
  readonly judged: readonly Judged[]
  /** The page as it is; undefined when this was a whole run. */
  readonly before: string | undefined
}

/** @throws Error naming the holes that nobody has judged yet */
export function pageOf({ holes, judged, before }: PageOptions): string {
  const isCounted = ({ equivalent }: GroupedHole): boolean => equivalent === undefined
  const known = before === undefined ? new Map<string, Kept>() : readPage(before)
  const fresh = new Map(judged.map((one) => [one.hole.id, one]))
  const unjudged: string[] = []
  const rows = holes.filter(isCounted).flatMap((hole): Row[] => {
    const now = fresh.get(hole.id)
    if (now !== undefined) return [{ hole, by: byOf(now), isAlone: before !== undefined }]
    const kept = known.get(cell(hole.id))
    if (kept !== undefined) return [{ hole, ...kept }]
    unjudged.push(hole.id)
    return []
  })
  if (unjudged.length > 0) throw new Error(`not judged yet: ${unjudged.join(', ')}`)
  return write(
    rows,
    holes.filter((hole) => !isCounted(hole)),
  )
}

function write(rows: readonly Row[], equivalent: readonly GroupedHole[]): string {
  const alone = rows.filter(({ isAlone }) => isAlone)
  return [
    '# Mutation score',
    '',
    'How many of the holes in [mutants/](../../mutants) are noticed, planted one at a time in a copy of the',
    'api, and by which test first. Written by `npm run mutants -- --write`.',
    '',
    '| Group | Noticed |',
    '| --- | --- |',
    ...GROUPS.map((group) => `| ${group} | ${inWords(scoreOf(rows, group))} |`),
    `| **all** | ${inWords(scoreOf(rows))} |`,
    '',
    'A test is one of the contract suite, which knows the api by its address alone; "api:" is before the',
    "names of the api's own tests, where no request could tell.",
    '',
    '| Hole | Group | What is wrong while it is planted | Noticed by |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ hole, by }) => {
      return `| ${cell(hole.id)} | ${hole.group} | ${cell(hole.says)} | ${by} |`
    }),
    '',
    ...(alone.length === 0
      ? []
      : [
          ALONE,
          '',
          'Planted by themselves, when they or the tests that notice them were new:',
          '',
          ...alone.map(({ hole }) => `- ${cell(hole.id)}`),
          '',
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
    'These have no such code yet:',
    '',
    ...notYet.map(({ row, says }) => `- ${row} ${says}`),
    '',
  ].join('\n')
}

type Kept = Pick<Row, 'by' | 'isAlone'>

/** By id, as it is written there. */
function readPage(page: string): Map<string, Kept> {
  const [table = '', rest = ''] = page.split('\n## ', 1).concat(page.split(ALONE)[1] ?? '')
  const alone = new Set(
    (rest.split('\n## ')[0] ?? '').split('\n').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []),
  )
  return new Map(
    table.split('\n').flatMap((line): [string, Kept][] => {
      // A stroke of the text has a backslash before it.
      const cells = line.split(/(?<!\\)\|/).map((text) => text.trim())
      const [, id = '', , , by = ''] = cells
      return cells.length === 6 ? [[id, { by, isAlone: alone.has(id) }]] : []
    }),
  )
}

function scoreOf(rows: readonly Row[], group?: Group): Score {
  const counted = rows.filter(({ hole }) => group === undefined || hole.group === group)
  return { planted: counted.length, killed: counted.filter(({ by }) => by !== SURVIVED).length }
}

function byOf({ hole, verdict }: Judged): string {
  if (verdict.kind !== 'failed') return SURVIVED
  return cell(`${hole.suite === 'unit' ? 'api: ' : ''}${verdict.test}`)
}

function cell(text: string): string {
  return text.replace(/[\\|<>*_`]/g, '\\$&')
}
