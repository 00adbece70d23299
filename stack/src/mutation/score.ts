// What a run of holes amounts to, for the terminal.
import { GROUPS, notYet } from '../../../mutants/index.ts'
import type { Group } from '../../../mutants/index.ts'
import type { Judged, Stage } from './run-holes.ts'

export interface Score {
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
