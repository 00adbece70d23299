import { isDeepStrictEqual } from 'node:util'
import type { ChangeRecord, ChangeRecordRow } from '../db/statements.ts'
import type { AnyRow, Kind } from '../db/kinds.ts'
import type { LabelRow, ListRow, SectionRow, TaskRow } from '../db/schema.ts'
import {
  childrenOf,
  labelNamed,
  sectionsOf,
  tasksOfList,
  tasksOfSection,
  tasksWithLabel,
} from '../db/write/loads.ts'
import { byExternalIds, byIds, childrenOfMany } from '../db/write/many-loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { RowChange, Workspace } from '../db/write/workspace.ts'
import { misfitBelow } from '../model/references.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { bringBack, makeRoom } from './bring-back.ts'

/** What an import made takes some seconds to take back. */
const PATIENCE = 10

export interface Undone {
  /** The change that was taken back. */
  readonly undone: number
  /** The number of this change. */
  readonly seq: number
  /** What is different now, by kind and id; a missing side means it was not there, or is gone. */
  readonly changes: readonly RowChange[]
}

/**
 * Takes a change back: every row that it touched is as it was before. Without a number the newest
 * change that is neither an undo nor undone. An undo can be taken back by its number, and then what
 * it had undone is there again. NOTHING_TO_UNDO when there is no such change; UNDO_CONFLICT when
 * something later depends on it: a row has changed since, or what was made is in use, or what it
 * would go back to is gone.
 */
export function undoChange(number?: number): Mutation<Undone> {
  return {
    patience: PATIENCE,
    work(workspace) {
      const record = workspace.change(number ?? 'last')
      if (record === undefined || record.undoneBy !== null)
        throw new RefusalError('NOTHING_TO_UNDO')
      loadTouched(workspace, record)
      for (const row of record.rows) requireUntouched(workspace, row)
      // What something rests on comes back before it; what was made on it goes first.
      bringBack(workspace, record.rows)
      for (const row of record.rows) if (row.before === null) workspace.remove(row.kind, row.id)
      makeRoom(workspace, record.rows)
      const around = lookAround(workspace, record.rows)
      for (const row of record.rows) requireWhole(workspace, row, around)
      workspace.undoes = record.seq
      const changes = workspace.changes()
      return { undone: record.seq, seq: workspace.context.seq, changes: changes.sort(byIdentity) }
    },
  }
}

/** As this change left it, be it that what came later was undone: then nothing later depends on it. */
function requireUntouched(workspace: Workspace, { kind, id, after }: ChangeRecordRow): void {
  const now = workspace.find(kind, id)
  const isUntouched = after === null ? now === undefined : now !== undefined && isAs(now, after)
  if (!isUntouched) throw new RefusalError('UNDO_CONFLICT')
}

/** The same but for version and time; what was kept may be from before a column was there. */
function isAs(now: AnyRow, kept: AnyRow): boolean {
  const { version, updatedAt } = now
  return isDeepStrictEqual({ ...now, ...kept, version, updatedAt }, { ...now })
}

/**
 * Asks for all that will be looked at before anything is done, the rows with one query for each kind:
 * an import can have touched thousands, and each thing that is missing later begins it all again.
 */
function loadTouched(workspace: Workspace, { rows }: ChangeRecord): void {
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
    const ids = ofKind.map(({ id }) => id)
    workspace.select<Kind>(byIds(kind, ids))
    if (kind === 'task') lookAround(workspace, rows)
    else for (const { id, before } of ofKind) if (before === null) isUnused(workspace, kind, id)
  }
}

/** What other tasks have to do with those of a change, as it is now. */
interface Around {
  readonly childrenOf: (id: string) => readonly TaskRow[]
  readonly byExternalId: ReadonlyMap<string | null, readonly TaskRow[]>
}

function lookAround(workspace: Workspace, rows: ChangeRecord['rows']): Around {
  const tasks = rows.filter(({ kind }) => kind === 'task')
  const ids = tasks.map(({ id }) => id)
  const external = tasks.flatMap(({ before }) => (before as TaskRow | null)?.externalId ?? [])
  const children = ids.length === 0 ? [] : workspace.select(childrenOfMany(ids))
  const same = external.length === 0 ? [] : workspace.select(byExternalIds(external))
  const below = Map.groupBy(children, ({ parentId }) => parentId)
  const known = new Set(ids)
  return {
    childrenOf: (id) => (known.has(id) ? (below.get(id) ?? []) : workspace.select(childrenOf(id))),
    byExternalId: Map.groupBy(same, ({ externalId }) => externalId),
  }
}

/** What a row names is there, and nothing names what is gone. */
function requireWhole(workspace: Workspace, { kind, id }: ChangeRecordRow, around: Around): void {
  const row = workspace.find(kind, id)
  const isWhole =
    row === undefined
      ? around.childrenOf(id).length === 0 && isUnused(workspace, kind, id)
      : isRooted(workspace, kind, row, around)
  if (!isWhole) throw new RefusalError('UNDO_CONFLICT')
}

function isUnused(workspace: Workspace, kind: Kind, id: string): boolean {
  switch (kind) {
    case 'task':
      return true
    case 'list': {
      // Both are asked for at once: what is missing later begins everything again.
      const [tasks, sections] = [
        workspace.select(tasksOfList(id)),
        workspace.select(sectionsOf(id)),
      ]
      return tasks.length + sections.length === 0
    }
    case 'section':
      return workspace.select(tasksOfSection(id)).length === 0
    case 'label':
      return workspace.select(tasksWithLabel(id)).length === 0
    case 'setting':
    case 'filter':
    case 'calendar':
      return true
  }
}

function isRooted(workspace: Workspace, kind: Kind, row: AnyRow, around: Around): boolean {
  switch (kind) {
    case 'task':
      return isTaskRooted(workspace, row as TaskRow, around)
    case 'list': {
      const { id, deletedAt } = row as ListRow
      return (
        deletedAt === null ||
        workspace.select(tasksOfList(id)).every((task) => task.deletedAt !== null)
      )
    }
    case 'section':
      return workspace.find('list', (row as SectionRow).listId) !== undefined
    case 'label': {
      const { id, nameKey } = row as LabelRow
      return workspace.select(labelNamed(nameKey)).every((one) => one.id === id)
    }
    case 'setting':
    case 'filter':
      return true
    // An address that was taken back is not given back.
    case 'calendar':
      return false
  }
}

function isTaskRooted(workspace: Workspace, task: TaskRow, around: Around): boolean {
  const { listId, sectionId, parentId, labelIds, deletedAt, externalId } = task
  const isLive = deletedAt === null
  const list = listId === null ? null : workspace.find('list', listId)
  if (list === undefined || (isLive && list !== null && list.deletedAt !== null)) return false
  if (sectionId !== null && workspace.find('section', sectionId)?.listId !== listId) return false
  if (parentId !== null) {
    const parent = workspace.find('task', parentId)
    if (parent === undefined || parent.listId !== listId) return false
    if (isLive && parent.deletedAt !== null) return false
    if (misfitBelow(workspace, parent, task.id, around.childrenOf) !== undefined) return false
  }
  // A live task below one that goes to the trash, or into another list, would be lost to sight.
  const isBelowFitting = around
    .childrenOf(task.id)
    .every((child) => child.listId === listId && (isLive || child.deletedAt !== null))
  // The other product's task may have come in again meanwhile.
  const same = externalId === null ? [] : (around.byExternalId.get(externalId) ?? [])
  if (same.some(({ id }) => id !== task.id)) return false
  return isBelowFitting && labelIds.every((id) => workspace.find('label', id) !== undefined)
}

function byIdentity(one: RowChange, other: RowChange): number {
  const [a, b] = [`${one.kind} ${one.id}`, `${other.kind} ${other.id}`]
  return a < b ? -1 : 1
}
