/**
 * The one write pipeline (D7): owner row locked and `seq` advanced → precondition → change →
 * history → kept answer → commit, in two round trips, and one more for whatever the decision needs
 * beyond what was foreseen. Every mutation goes this way, inside a transaction that row-level
 * security binds to its owner.
 */
import type { Database } from '../database.ts'
import { DatabaseError, OwnerErasedError, toDatabaseError } from '../errors.ts'
import type { AnyRow, Kind } from '../kinds.ts'
import { settle } from '../settle.ts'
import type { Slot } from '../slot.ts'
import type { ChangeRecord, ChangeRecordRow } from '../statements.ts'
import { apply } from './apply.ts'
import type { Writer } from './apply.ts'
import { claimKey, findAnswer, keepAnswer } from './idempotency.ts'
import type { KeptAnswer, RequestKey } from './idempotency.ts'
import type { Load } from './loads.ts'
import { addedBy, requireRoom } from './usage.ts'
import type { Usage } from './usage.ts'
import { NotLoaded, Workspace } from './workspace.ts'
import type { Loaded, Work, WriteContext } from './workspace.ts'

/** What a decision is likely to ask for: loaded with the lock, in one round trip. */
export type Foreseen = readonly Load[]

export interface Mutation<Result> {
  readonly foresee?: Foreseen
  /** Decided and answered, and then taken back. */
  readonly isTrial?: boolean
  /** How many times longer it may take than others: it can be about thousands of rows. */
  readonly patience?: number
  readonly work: Work<Result>
}

/** What came of a mutation. */
export interface Written<Result> {
  readonly result: Result
  /** The number of the change; undefined when nothing was to be changed. */
  readonly change: number | undefined
}

/** Runs `mutation` for its writer. What it throws is thrown on, and then nothing has happened. */
export async function write<Result>(
  database: Database,
  writer: Writer,
  mutation: Mutation<Result>,
): Promise<Written<Result>> {
  const { patience } = mutation
  const work = async (slot: Slot): Promise<Written<Result>> => {
    const opening = [slot.begin('default'), slot.setOwner(writer.owner, patience)]
    const { result, workspace } = await decide(slot, writer, mutation, opening)
    if (mutation.isTrial !== true) return { result, change: await finish(slot, writer, workspace) }
    await takeBack(slot, writer, workspace)
    return { result, change: undefined }
  }
  return database.use((slot) => orRollBack(slot, () => work(slot)), patience)
}

/**
 * The same for a request that names itself by a key: done once, however often it comes. Answers with
 * what was kept the first time. Throws IdempotencyError when the key came with another request, or
 * when the first one is still under way.
 * A trial leaves its key free.
 */
export async function writeOnce<Result>(
  database: Database,
  writer: Writer,
  mutation: Mutation<Result> & {
    readonly key: RequestKey
    readonly toAnswer: (written: Written<Result>) => KeptAnswer
  },
): Promise<KeptAnswer> {
  const { key, toAnswer, patience } = mutation
  const work = async (slot: Slot): Promise<KeptAnswer> => {
    await claimKey(slot, writer.owner, key, patience)
    const kept = await findAnswer(slot, writer.owner, key)
    if (kept !== undefined) {
      await slot.rollback().catch(rethrow)
      return kept
    }
    const { result, workspace } = await decide(slot, writer, mutation)
    if (mutation.isTrial === true) {
      await takeBack(slot, writer, workspace)
      return toAnswer({ result, change: undefined })
    }
    const answer = toAnswer({ result, change: changeOf(workspace) })
    await finish(slot, writer, workspace, keepAnswer(key, answer))
    return answer
  }
  return database.use((slot) => orRollBack(slot, () => work(slot)), patience)
}

interface Decided<Result> {
  readonly result: Result
  readonly workspace: Workspace
}

/** `opening`: what was issued before and belongs to the same round trip. */
async function decide<Result>(
  slot: Slot,
  { owner }: Writer,
  { foresee = [], work }: Mutation<Result>,
  opening: readonly Promise<unknown>[] = [],
): Promise<Decided<Result>> {
  const settled = await settle([
    ...opening,
    slot.statements.advanceSeq.execute({ owner }),
    slot.findErasure(owner),
    ...foresee.map((load) => load.run(slot.statements, owner)),
  ])
  const [advanced, erasures, ...answers] = settled.slice(opening.length)
  // A request that was on its way when everything was erased makes nothing anew.
  if ((erasures as unknown[]).length > 0) throw new OwnerErasedError()
  const at = (advanced as (Usage & { seq: number; now: string })[])[0]
  if (at === undefined) throw new DatabaseError('DATABASE_FAULT', 'NO_SEQ')
  const loaded: Loaded = { rows: new Map(), answers: new Map(), changes: new Map() }
  foresee.forEach((load, index) => {
    remember(loaded, load, answers[index] as AnyRow[])
  })
  const { seq, now, ...usage } = at
  return decideWith(slot, { owner, seq, now, usage }, { loaded, work })
}

/** What was refused or has failed leaves nothing behind. */
async function orRollBack<Result>(slot: Slot, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    await slot.rollback().catch(rethrow)
    throw error
  }
}

// Each round loads something new, so this only ends what would never end.
const MAX_ROUNDS = 20_000

async function decideWith<Result>(
  slot: Slot,
  context: WriteContext,
  { loaded, work }: { readonly loaded: Loaded; readonly work: Work<Result> },
): Promise<Decided<Result>> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const workspace = new Workspace(context, loaded)
    try {
      return { result: work(workspace), workspace }
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error
      await loadMissing(slot, context, loaded, error)
    }
  }
  throw new DatabaseError('DATABASE_FAULT', 'NEVER_DECIDED')
}

async function loadMissing(
  slot: Slot,
  { owner }: WriteContext,
  loaded: Loaded,
  { load }: NotLoaded,
): Promise<void> {
  const { statements } = slot
  if ('change' in load) {
    const { change } = load
    const [rows] = await settle([
      change === 'last'
        ? statements.lastChange.execute({ owner })
        : statements.getChange.execute({ owner, seq: change }),
    ])
    loaded.changes.set(change, toChangeRecord(rows))
    return
  }
  const [rows] = await settle([load.run(statements, owner)])
  remember(loaded, load, rows)
}

function remember({ rows, answers }: Loaded, load: Load, found: readonly AnyRow[]): void {
  answers.set(
    load.key,
    found.map(({ id }) => id),
  )
  for (const row of found) rows.set(`${load.kind} ${row.id}`, row)
  for (const id of load.ids ?? []) {
    const key = `${load.kind} ${id}`
    if (!rows.has(key)) rows.set(key, undefined)
  }
  // Asked for by its id and not there: that is an answer, too.
  if (found.length === 0 && load.key.startsWith(`${load.kind} `)) rows.set(load.key, undefined)
}

type JoinedRow = Omit<ChangeRecord, 'rows'> & {
  kind: string
  id: string
  before: unknown
  after: unknown
}

function toChangeRecord(joined: readonly JoinedRow[]): ChangeRecord | undefined {
  const [first] = joined
  if (first === undefined) return undefined
  const rows = joined.map(({ kind, id, before, after }): ChangeRecordRow => {
    return { kind: kind as Kind, id, before: before as AnyRow, after: after as AnyRow }
  })
  return { ...first, rows }
}

async function finish(
  slot: Slot,
  writer: Writer,
  workspace: Workspace,
  keep?: (slot: Slot, writer: Writer) => Promise<unknown>,
): Promise<number | undefined> {
  const changes = workspace.changes()
  if (changes.length === 0 && keep === undefined) {
    await slot.rollback().catch(rethrow)
    return undefined
  }
  const { context, undoes } = workspace
  const added = requireRoomFor(writer, workspace)
  await settle([
    ...(changes.length === 0 ? [] : [apply(slot, writer, { context, changes, undoes, added })]),
    ...(keep === undefined ? [] : [keep(slot, writer)]),
    // After a statement that failed this is a rollback.
    slot.commit(),
  ])
  return changeOf(workspace)
}

/** Ends a trial: refused for want of room just as the change itself would be. */
async function takeBack(slot: Slot, writer: Writer, workspace: Workspace): Promise<void> {
  requireRoomFor(writer, workspace)
  await slot.rollback().catch(rethrow)
}

/** What the change adds, once it is certain that there is room for it. */
function requireRoomFor({ quotas }: Writer, workspace: Workspace): Usage {
  const added = addedBy(workspace.changes())
  if (quotas !== undefined) requireRoom(workspace.context.usage, added, quotas)
  return added
}

function changeOf(workspace: Workspace): number | undefined {
  return workspace.changes().length === 0 ? undefined : workspace.context.seq
}

function rethrow(error: unknown): never {
  throw toDatabaseError(error)
}
