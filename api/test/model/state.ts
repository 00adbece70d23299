// The model's memory: every row of one owner at one moment, and which changes are undone by then.
import { isDeepStrictEqual } from 'node:util'
import type { AnyRow, Kind, RowOf } from '../../src/db/kinds.ts'
import type { TaskRow } from '../../src/db/schema.ts'
import type { RefusalErrorCode } from '../../src/model/refusal-error.ts'

/** What the model knows of a change. */
export interface Logged {
  readonly rows: readonly LoggedRow[]
  readonly undoes: number | null
  readonly undoneBy: number | null
}

export interface LoggedRow {
  readonly kind: Kind
  readonly id: string
  readonly before: AnyRow | null
  readonly after: AnyRow | null
}

export type Ordered = 'task' | 'list' | 'section'

/** Where rows must stand after a change. After no neighbour is before all others. */
export type Order =
  | { readonly rule: 'last'; readonly kind: Ordered; readonly ids: readonly string[] }
  | {
      readonly rule: 'before' | 'after'
      readonly kind: Ordered
      readonly id: string
      readonly neighbour: string | null
    }

/** A position that is new: only {@link Order} says which. */
export const PLACED = '?'

/** The model says no. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: RefusalErrorCode

  constructor(code: RefusalErrorCode, reasons: readonly string[] = []) {
    super(`must be refused: ${[code, ...reasons].join(', ')}`)
    this.code = code
  }
}

export class State {
  readonly rows: Map<string, AnyRow>
  readonly log: Map<number, Logged>
  readonly order: Order[] = []

  constructor(rows: Iterable<[string, AnyRow]> = [], log: Iterable<[number, Logged]> = []) {
    this.rows = new Map(rows)
    this.log = new Map(log)
  }

  copy(): State {
    return new State(this.rows, this.log)
  }

  /** Is as that one is. */
  become({ rows, order }: State): void {
    this.rows.clear()
    for (const [key, row] of rows) this.rows.set(key, row)
    this.order.splice(0, Infinity, ...order)
  }

  get<K extends Kind>(kind: K, id: string | null): RowOf[K] | undefined {
    return this.rows.get(`${kind} ${id ?? ''}`) as RowOf[K] | undefined
  }

  set<K extends Kind>(kind: K, row: RowOf[K]): void {
    this.rows.set(`${kind} ${row.id}`, row)
  }

  /** Changes some members of a row that is there. */
  change<K extends Kind>(kind: K, id: string, members: Partial<RowOf[K]>): void {
    const row = this.get(kind, id)
    if (row !== undefined) this.set(kind, { ...row, ...members })
  }

  remove(kind: Kind, id: string): void {
    this.rows.delete(`${kind} ${id}`)
  }

  all<K extends Kind>(kind: K): RowOf[K][] {
    return [...this.rows].flatMap(([key, row]) =>
      key.startsWith(`${kind} `) ? [row as RowOf[K]] : [],
    )
  }

  live<K extends 'task' | 'list'>(kind: K, id: string | null): RowOf[K] | undefined {
    const row = this.get(kind, id)
    return row?.deletedAt === null ? row : undefined
  }

  /** Every task below, parents first. */
  below(id: string): TaskRow[] {
    const children = this.all('task').filter(({ parentId }) => parentId === id)
    return children.flatMap((child) => [child, ...this.below(child.id)])
  }

  /** How many levels down a task is; Infinity in a circle. */
  depthOf(task: TaskRow): number {
    let depth = 1
    for (let at: TaskRow | undefined = task; at.parentId !== null; depth += 1) {
      at = this.get('task', at.parentId)
      if (at === undefined) return depth
      if (at.id === task.id || depth > this.rows.size) return Infinity
    }
    return depth
  }

  /** Levels from the task to its deepest subtask; 1 without any. */
  heightOf(id: string): number {
    const children = this.all('task').filter(({ parentId }) => parentId === id)
    return 1 + Math.max(0, ...children.map((child) => this.heightOf(child.id)))
  }
}

/** The same but for version, time of change, and a position that one of them leaves open. */
export function isSame(one: AnyRow | undefined, other: AnyRow | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return isDeepStrictEqual(comparable(one, other), comparable(other, one))
}

function comparable(row: AnyRow, beside: AnyRow): object {
  const { version: _, updatedAt: __, ...kept } = row
  const isOpen = [row, beside].some((one) => 'position' in one && one.position === PLACED)
  return isOpen ? { ...kept, position: PLACED } : kept
}
