import { isDeepStrictEqual } from 'node:util'
import type { UserId } from '../../auth/user-id.ts'
import type { AnyRow, Kind, Positioned, RowOf } from '../kinds.ts'
import type { ChangeRecord } from '../statements.ts'
import { byId } from './loads.ts'
import type { Load } from './loads.ts'
import type { Usage } from './usage.ts'

/** One row that a change touches: a missing side means made, or gone for good. */
export interface RowChange<K extends Kind = Kind> {
  readonly kind: K
  readonly id: string
  readonly before: RowOf[K] | undefined
  readonly after: RowOf[K] | undefined
}

/** What a use case decides by, once the owner's row is locked. */
export interface WriteContext {
  readonly owner: UserId
  /** The owner's new sequence number: the version of whatever this change touches. */
  readonly seq: number
  /** The database's clock, so that replicas agree. */
  readonly now: string
  /** What the owner has before this change. */
  readonly usage: Usage
}

/** A use case: decides over the owner's rows and throws to refuse. It may be run several times. */
export type Work<Result> = (workspace: Workspace) => Result

/** Everything that one decision has loaded; kept while the work begins again. */
export interface Loaded {
  readonly rows: Map<string, AnyRow | undefined>
  readonly answers: Map<string, readonly string[]>
  readonly changes: Map<number | 'last', ChangeRecord | undefined>
}

/** Thrown to the pipeline: load this under the same lock, then begin again. */
export class NotLoaded extends Error {
  readonly load: Load | { readonly change: number | 'last' }

  constructor(load: Load | { readonly change: number | 'last' }) {
    super('not loaded')
    this.load = load
  }
}

/**
 * The owner's rows as they are under the lock, and as this change leaves them. Pure memory: what is
 * not there yet is asked for by {@link NotLoaded}.
 */
export class Workspace {
  readonly context: WriteContext
  readonly #loaded: Loaded
  #overlay = new Map<string, { kind: Kind; id: string; row: AnyRow | undefined }>()
  /** The change that this one takes back. */
  undoes: number | undefined

  constructor(context: WriteContext, loaded: Loaded) {
    this.context = context
    this.#loaded = loaded
  }

  /** The owner's row of that id, in the trash or not. */
  find<K extends Kind>(kind: K, id: string): RowOf[K] | undefined {
    const key = `${kind} ${id}`
    const changed = this.#overlay.get(key)
    if (changed !== undefined) return changed.row as RowOf[K] | undefined
    if (!this.#loaded.rows.has(key)) throw new NotLoaded(byId(kind, id))
    return this.#loaded.rows.get(key) as RowOf[K] | undefined
  }

  /** The rows of that answer as they are by now. */
  select<K extends Kind>(load: Load<K>): RowOf[K][] {
    const ids = new Set(this.#answerOf(load))
    for (const { kind, id } of this.#overlay.values()) if (kind === load.kind) ids.add(id)
    return [...ids].flatMap((id) => {
      const row = this.find(load.kind, id)
      return row !== undefined && load.matches(row) ? [row] : []
    })
  }

  /** Positions that are taken or were until now: a new one between them collides with nothing. */
  positions<K extends Positioned>(load: Load<K>): string[] {
    const stored = this.#answerOf(load).flatMap((id) => {
      const row = this.#loaded.rows.get(`${load.kind} ${id}`) as RowOf[K] | undefined
      return row === undefined ? [] : [row.position]
    })
    const now = this.select(load).map(({ position }) => position)
    return [...new Set([...stored, ...now])].sort(byBytes)
  }

  /** A change of the owner's, with the rows it touched; `last` is the newest that can be undone. */
  change(seq: number | 'last'): ChangeRecord | undefined {
    if (!this.#loaded.changes.has(seq)) throw new NotLoaded({ change: seq })
    return this.#loaded.changes.get(seq)
  }

  /** Makes or changes a row; its version and time come by themselves. */
  put<K extends Kind>(
    kind: K,
    row: Omit<RowOf[K], 'ownerId' | 'version' | 'createdAt' | 'updatedAt'>,
  ): RowOf[K] {
    const { id } = row as { id: string }
    return this.#set(kind, row, this.find(kind, id)?.createdAt ?? this.context.now)
  }

  /** Makes a row as it was before it was gone, or changed: only its version and time are new. */
  putBack<K extends Kind>(kind: K, row: RowOf[K]): RowOf[K] {
    return this.#set(kind, row, row.createdAt)
  }

  #set<K extends Kind>(kind: K, row: object, createdAt: string): RowOf[K] {
    const { owner, seq, now } = this.context
    const { id } = row as { id: string }
    const before = this.find(kind, id)
    const after = {
      ...row,
      ownerId: owner,
      createdAt,
      updatedAt: now,
      version: seq,
    } as unknown as RowOf[K]
    if (before !== undefined && isUnchanged(before, after)) return before
    this.#overlay.set(`${kind} ${id}`, { kind, id, row: after })
    return after
  }

  /** Makes a row under an id made for it just now: there can be none of it yet. */
  putNew<K extends Kind>(
    kind: K,
    row: Omit<RowOf[K], 'ownerId' | 'version' | 'createdAt' | 'updatedAt'>,
  ): RowOf[K] {
    this.#loaded.rows.set(`${kind} ${(row as { id: string }).id}`, undefined)
    return this.put(kind, row)
  }

  /** Deletes a row for good. */
  remove(kind: Kind, id: string): void {
    if (this.find(kind, id) === undefined) return
    this.#overlay.set(`${kind} ${id}`, { kind, id, row: undefined })
  }

  /** What is different from before, by kind and id. */
  changes(): RowChange[] {
    return [...this.#overlay.entries()].flatMap(([key, { kind, id, row }]) => {
      const before = this.#loaded.rows.get(key)
      if (row === undefined ? before === undefined : isUnchanged(before, row)) return []
      return [{ kind, id, before, after: row }]
    })
  }

  /** Runs `part`; when it refuses, what it changed is as it was. */
  attempt<Result>(part: () => Result): Result {
    const overlay = new Map(this.#overlay)
    try {
      return part()
    } catch (error) {
      this.#overlay = overlay
      throw error
    }
  }

  #answerOf(load: Load): readonly string[] {
    const ids = this.#loaded.answers.get(load.key)
    if (ids === undefined) throw new NotLoaded(load)
    return ids
  }
}

/** As PostgreSQL's collation "C" sorts, and fractional indexes are meant to. */
export function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function isUnchanged(before: AnyRow | undefined, after: AnyRow): boolean {
  if (before === undefined) return false
  const { version, updatedAt } = before
  return isDeepStrictEqual(before, { ...after, version, updatedAt })
}
