// What the run of all holes amounts to, for the terminal and as a page of the documentation.
import { GROUPS, notYet } from '../../../mutants/index.ts'
import type { Group, GroupedHole } from '../../../mutants/index.ts'
import type { Judged, Stage } from './run-holes.ts'

interface Score {
  readonly planted: number
  readonly killed: number
}

export function scoreOf(judged: readonly Judged[], group?: Group): Score {
  const counted = judged.filter(({ hole }) => group === undefined || hole.group === group)
  return {
    planted: counted.length,
    killed: counted.filter(({ verdict }) => verdict.kind === 'failed').length,
  }
}

/** `213 of 214 (99.5 %)`. */
export function inWords({ planted, killed }: Score): string {
  return `${killed} of ${planted} (${percent({ planted, killed })} %)`
}

/** Rounded down: 100 is all of them. */
function percent({ planted, killed }: Score): string {
  const tenths = planted === 0 ? 0 : Math.floor((killed / planted) * 1000)
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
}

/** One line for a hole, as soon as it is judged. */
export function lineOf({ hole, verdict, ms }: Judged, by: Stage): string {
  const took = `${(ms / 1000).toFixed(0)} s`
  switch (verdict.kind) {
    case 'failed':
      return `  ✓ ${hole.id}  ${took}\n      ${verdict.test}`
    case 'passed':
      return by === 'named'
        ? `  ? ${hole.id}  ${took}\n      not noticed by ${hole.seenBy}; all tests are asked in the end`
        : `  ✗ ${hole.id} SURVIVED  ${took}\n      ${hole.says}`
    case 'broken':
      return `  ✗ ${hole.id} has no verdict  ${took}\n      ${verdict.reason}`
  }
}

export function tableOf(judged: readonly Judged[]): string[] {
  const groups = GROUPS.map((group) => `  ${group.padEnd(16)} ${inWords(scoreOf(judged, group))}`)
  const survivors = judged.filter(({ verdict }) => verdict.kind === 'passed')
  const broken = judged.filter(({ verdict }) => verdict.kind === 'broken')
  return [
    ...groups,
    `  ${'all'.padEnd(16)} ${inWords(scoreOf(judged))}`,
    ...listed('Survived: a test is missing', survivors),
    ...listed('Without a verdict', broken),
    '',
    'Not planted, for there is no such code yet:',
    ...notYet.map(({ row, says }) => `  ${row} ${says}`),
  ]
}

function listed(title: string, judged: readonly Judged[]): string[] {
  if (judged.length === 0) return []
  return ['', `${title}:`, ...judged.map(({ hole }) => `  ${hole.id}: ${hole.says}`)]
}

/** docs/security/mutation-score.md. */
export function pageOf(judged: readonly Judged[], equivalent: readonly GroupedHole[]): string {
  const rows = judged.map(({ hole, verdict }) => {
    const suite = hole.suite === 'unit' ? 'api: ' : ''
    const by = verdict.kind === 'failed' ? `${suite}${verdict.test}` : '**survived**'
    return `| ${cell(hole.id)} | ${hole.group} | ${cell(hole.says)} | ${cell(by)} |`
  })
  return [
    '# Mutation score',
    '',
    'How many of the holes in [mutants/](../../mutants) are noticed, planted one at a time in a copy of the',
    'api, and by which test first. Written by `npm run mutants -- --write`.',
    '',
    '| Group | Noticed |',
    '| --- | --- |',
    ...GROUPS.map((group) => `| ${group} | ${inWords(scoreOf(judged, group))} |`),
    `| **all** | ${inWords(scoreOf(judged))} |`,
    '',
    'A test is one of the contract suite, which knows the api by its address alone; "api:" is before the',
    "names of the api's own tests, where no request could tell.",
    '',
    '| Hole | Group | What is wrong while it is planted | Noticed by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
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

function cell(text: string): string {
  return text.replace(/[\\|<>*_`]/g, '\\$&')
}
