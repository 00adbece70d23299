// Judges a run: takes the changes one by one, in the order the database gave them, and holds each to
// what the model says of it; then everything that a client was told to what has happened.
import { expect } from 'vitest'
import { isDeepStrictEqual } from 'node:util'
import { violations } from './invariants.ts'
import type { JournalEntry, Truth } from './journal.ts'
import { misplaced } from './order.ts'
import type { Operation } from './operation.ts'
import { predict } from './predict.ts'
import type { Moment } from './predict.ts'
import { judgeAnswers } from './judge-answers.ts'
import type { Request } from './request.ts'
import { Refused, State, isSame } from './state.ts'
import type { LoggedRow } from './state.ts'
import type { TaskRow } from '../../src/db/schema.ts'

/** The owner's rows after the change of that number; the first are before any. */
export interface Stop {
  readonly seq: number
  readonly state: State
}

/** Throws an assertion that says what is wrong. */
export function judge(owner: string, requests: readonly Request[], truth: Truth): void {
  const byTag = new Map(requests.map((request) => [request.tag, request]))
  const stops: Stop[] = [{ seq: 0, state: new State() }]
  const applied = new Map<string, number>()
  for (const entry of truth.journal) {
    const request = byTag.get(entry.operation)
    if (request === undefined) throw new Error(`nobody asked for change ${entry.seq}`)
    expect(applied.get(request.tag), `${request.tag} is applied twice`).toBeUndefined()
    applied.set(request.tag, entry.seq)
    const { state } = stops.at(-1) ?? { state: new State() }
    stops.push({ seq: entry.seq, state: follow(owner, state, entry, request) })
  }
  judgeEnd(stops.at(-1)?.state ?? new State(), truth)
  judgeAnswers({ owner, requests, applied, stops })
}

/** The state that a change led to, by its history; it is what the model says. */
function follow(owner: string, state: State, entry: JournalEntry, { operation }: Request): State {
  const { seq, at, rows, undoes } = entry
  const what = `change ${seq}, ${JSON.stringify(operation)}`
  const after = state.copy()
  for (const { kind, id, before, after: now } of rows) {
    expect(before ?? undefined, `${what}: history has a gap`).toEqual(state.get(kind, id))
    if (now === null) after.remove(kind, id)
    else after.set(kind, now)
    expect(now?.version ?? seq, `${what}: version`).toBe(seq)
    const isChange = !isSame(before ?? undefined, now ?? undefined)
    expect(isChange, `${what}: touches what it does not change`).toBe(true)
  }
  const said = foretell(
    state,
    operation,
    { owner, seq, now: at, made: madeBy(rows, operation) },
    what,
  )
  for (const key of new Set([...said.rows.keys(), ...after.rows.keys()])) {
    const [wanted, got] = [said.rows.get(key), after.rows.get(key)]
    if (!isSame(wanted, got)) expect(got, `${what}: ${key}`).toEqual(wanted)
  }
  expect(
    said.order.flatMap((one) => misplaced(one, state, after, seq)),
    what,
  ).toEqual([])
  expect(violations(after), what).toEqual([])
  expect(undoes !== null, what).toBe(operation.type === 'undo')
  after.log.set(seq, { rows, undoes, undoneBy: null })
  if (undoes !== null) markUndone(after, undoes, seq)
  return after
}

/** New tasks that have no id from a client. */
function madeBy(rows: readonly LoggedRow[], operation: Operation): TaskRow[] {
  const asked = JSON.stringify(operation)
  return rows.flatMap(({ kind, id, before, after }) => {
    const isMade = kind === 'task' && before === null && !asked.includes(id)
    return isMade && after !== null ? [after as TaskRow] : []
  })
}

function foretell(state: State, operation: Operation, moment: Moment, what: string): State {
  try {
    return predict(state, operation, moment)
  } catch (error) {
    if (error instanceof Refused) throw new Error(`${what}: ${error.message}`, { cause: error })
    throw error
  }
}

/** Taking an undo back does the first change again: that can be undone once more. */
function markUndone(state: State, undone: number, by: number): void {
  const logged = state.log.get(undone)
  if (logged === undefined) throw new Error(`${by} undoes what was never done`)
  state.log.set(undone, { ...logged, undoneBy: by })
  const first = logged.undoes === null ? undefined : state.log.get(logged.undoes)
  if (logged.undoes !== null && first !== undefined) {
    state.log.set(logged.undoes, { ...first, undoneBy: null })
  }
}

/** What is stored is where the history ends, and who follows is told of all that is gone. */
function judgeEnd(end: State, truth: Truth): void {
  expect(byKey(truth.rows), 'the tables').toEqual(byKey(end.rows))
  const removed = new Map<string, number>()
  for (const { seq, rows } of truth.journal) {
    for (const { kind, id, after } of rows) {
      if (after === null) removed.set(`${kind} ${id}`, seq)
      else removed.delete(`${kind} ${id}`)
    }
  }
  expect(byKey(truth.tombstones), 'tombstones').toEqual(byKey(removed))
  const pairs = end.all('task').flatMap(({ id, labelIds }) => labelIds.map((one) => `${one} ${id}`))
  expect(truth.labelled, 'the index of labels').toEqual(pairs.sort())
  for (const { seq, undoneBy } of truth.journal) {
    expect(undoneBy, `who undid ${seq}`).toBe(end.log.get(seq)?.undoneBy)
  }
  expect(truth.usage, 'what is counted').toEqual(usageOf(end))
  const seqs = truth.journal.map(({ seq }) => seq)
  expect(seqs.every((seq, index) => seq > (seqs[index - 1] ?? 0) && seq <= truth.seq)).toBe(true)
}

function usageOf(state: State) {
  const bytes = (...texts: string[]) => Buffer.byteLength(texts.join(''))
  const [tasks, lists] = [state.all('task'), state.all('list')]
  const [sections, labels] = [state.all('section'), state.all('label')]
  const named = [...lists, ...sections, ...labels].map(({ name }) => bytes(name))
  const texts = [...tasks.map(({ title, notes }) => bytes(title, notes)), ...named]
  return {
    taskCount: tasks.length,
    listCount: lists.length,
    sectionCount: sections.length,
    labelCount: labels.length,
    textBytes: texts.reduce((sum, one) => sum + one, 0),
  }
}

/** Of all that was copied: whoever follows has what is stored. */
export function judgeCopy(rows: ReadonlyMap<string, unknown>, truth: Truth, whose: string): void {
  if (isDeepStrictEqual(byKey(rows), byKey(truth.rows))) return
  expect(byKey(rows), `the copy of ${whose}`).toEqual(byKey(truth.rows))
}

function byKey<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1))
}
