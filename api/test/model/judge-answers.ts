// Holds what clients were told to what has happened, and to when: as if the owner's changes had come
// one after the other, each between the moment it was asked for and the moment it was answered.
import { expect } from 'vitest'
import type { AnyRow } from '../../src/db/kinds.ts'
import type { Stop } from './judge.ts'
import { predict } from './predict.ts'
import type { Request } from './request.ts'
import { Refused, isSame } from './state.ts'
import type { State } from './state.ts'

interface Heard {
  readonly owner: string
  readonly requests: readonly Request[]
  /** The change that each request has made, by its tag. */
  readonly applied: ReadonlyMap<string, number>
  readonly stops: readonly Stop[]
}

export function judgeAnswers({ owner, requests, applied, stops }: Heard): void {
  const timed = requests.flatMap((request) => {
    const seq = applied.get(request.tag)
    return seq === undefined ? [] : [{ ...request, seq }]
  })
  for (const request of requests) {
    const { tag, outcome, startedAt, endedAt } = request
    const what = `${tag}, ${JSON.stringify(request.operation)}`
    const seq = applied.get(tag)
    const earliest = Math.max(0, ...timed.filter((one) => one.endedAt < startedAt).map(seqOf))
    const latest = Math.min(Infinity, ...timed.filter((one) => one.startedAt > endedAt).map(seqOf))
    if (seq !== undefined) {
      expect(seq, `${what} comes before what was done earlier`).toBeGreaterThan(earliest)
      expect(seq, `${what} comes after what was done later`).toBeLessThan(latest)
    }
    if (outcome.type === 'unknown') continue
    if (outcome.type === 'done') {
      expect(seq ?? null, `${what} was acknowledged`).toBe(outcome.change)
      if (seq !== undefined) {
        expectResult(outcome.result, stops.find((one) => one.seq === seq)?.state, what)
        continue
      }
    } else expect(seq, `${what} was refused`).toBeUndefined()
    // It changed nothing: at some moment in between, that was the right thing to do.
    const between = stops.filter((one, index) => {
      const until = stops[index + 1]?.seq ?? Infinity
      return until > earliest && one.seq < latest
    })
    const isRight = between.some(({ state }) => isNothing(state, owner, request))
    if (!isRight) throw new Error(`${what} is answered ${JSON.stringify(outcome)}`)
  }
}

const seqOf = ({ seq }: { seq: number }) => seq

/** Whether the model says, too, that nothing changes, and gives the same reason. */
function isNothing(state: State, owner: string, { operation, outcome }: Request): boolean {
  try {
    const next = predict(state, operation, { owner, seq: 0, now: '', made: [] })
    const keys = new Set([...next.rows.keys(), ...state.rows.keys()])
    const isUnchanged = [...keys].every((key) => isSame(state.rows.get(key), next.rows.get(key)))
    return outcome.type === 'done' && isUnchanged
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return outcome.type === 'refused' && outcome.code === error.code
  }
}

/** The row that a client was shown is the one that was stored, unless it is gone. */
function expectResult(result: unknown, state: State | undefined, what: string): void {
  if (typeof result !== 'object' || result === null || !('id' in result)) return
  const row = result as AnyRow
  const stored = [...(state?.rows ?? [])].flatMap(([key, one]) =>
    key.endsWith(` ${row.id}`) ? [one] : [],
  )
  const [same] = stored
  if (same !== undefined) expect(row, `${what}: what was shown`).toEqual(same)
}
