/** The breaking changes that somebody decided on, each with a reason. */
import { parse } from 'yaml'
import type { BreakingChange } from './compare.ts'
import { isList, isObject } from './contract.ts'
import type { Json } from './contract.ts'
import { isRule } from './rules.ts'

export interface Acceptance {
  readonly change: string
  readonly at: string
  readonly reason: string
}

export interface Verdict {
  readonly accepted: readonly BreakingChange[]
  readonly refused: readonly BreakingChange[]
  /** What is accepted and does not exist: a decision about something else, or an old one. */
  readonly stale: readonly Acceptance[]
}

/** @throws Error in one sentence for the person who wrote the file. */
export function readAcceptances(text: string): Acceptance[] {
  const list = parse(text) as Json
  if (!isList(list)) throw new Error('accepted.yaml is not a list')
  return list.map((entry, index) => {
    const which = `entry ${index + 1} of accepted.yaml`
    if (!isObject(entry)) throw new Error(`${which} has no change, at and reason`)
    const { change, at, reason, ...rest } = entry
    if (typeof change !== 'string' || !isRule(change)) throw new Error(`${which}: no such change`)
    if (typeof at !== 'string') throw new Error(`${which} does not say where: at`)
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new Error(`${which} does not say why: reason`)
    }
    const [unknown] = Object.keys(rest)
    if (unknown !== undefined)
      throw new Error(`${which} has a member that means nothing: ${unknown}`)
    return { change, at, reason }
  })
}

export function judge(
  changes: readonly BreakingChange[],
  acceptances: readonly Acceptance[],
): Verdict {
  const isFor = (change: BreakingChange) => (one: Acceptance) =>
    one.change === change.rule && one.at === change.at
  return {
    accepted: changes.filter((change) => acceptances.some(isFor(change))),
    refused: changes.filter((change) => !acceptances.some(isFor(change))),
    stale: acceptances.filter((one) => !changes.some((change) => isFor(change)(one))),
  }
}
