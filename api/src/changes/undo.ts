import type { ChangeRecord, ChangeRecordRow } from '../db/statements.ts'
import type { AnyRow, Kind } from '../db/kinds.ts'
import type { FilterRow, LabelRow, ListRow, SectionRow, TaskRow } from '../db/schema.ts'
import {
  allFilters,
  allLists,
  childrenOf,
  labelNamed,
  sectionsOf,
  taskBeside,
  tasksOfList,
  tasksOfSection,
  tasksWithLabel,
} from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { RowChange, Workspace } from '../db/write/workspace.ts'
import { lastPosition, positionAfter } from '../model/positions.ts'
import { misfitBelow } from '../model/references.ts'
import { RefusalError } from '../model/refusal-error.ts'

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
    work(workspace) {
      const record = workspace.change(number ?? 'last')
      if (record === undefined || record.undoneBy !== null)
        throw new RefusalError('NOTHING_TO_UNDO')
      for (const row of record.rows) requireUntouched(workspace, record, row)
      for (const { kind, id, before } of record.rows) {
        if (before === null) workspace.remove(kind, id)
        else workspace.putBack(kind, before)
      }
      // Only now it shows whose places are taken: those of this change may have changed places.
      for (const row of record.rows) makeRoom(workspace, row)
      for (const row of record.rows) requireWhole(workspace, row)
      workspace.undoes = record.seq
      const changes = workspace.changes()
      return { undone: record.seq, seq: workspace.context.seq, changes: changes.sort(byIdentity) }
    },
  }
}

function requireUntouched(workspace: Workspace, { seq }: ChangeRecord, row: ChangeRecordRow): void {
  const now = workspace.find(row.kind, row.id)
  const isUntouched = row.after === null ? now === undefined : now?.version === seq
  if (!isUntouched) throw new RefusalError('UNDO_CONFLICT')
}

/** Where others have taken a place meanwhile, what comes back stands after all of them. */
function makeRoom(workspace: Workspace, { kind, id }: ChangeRecordRow): void {
  const row = workspace.find(kind, id)
  if (row === undefined) return
  if (kind === 'filter') {
    const { position } = row as FilterRow
    const others = workspace.select(allFilters).filter((one) => one.id !== id)
    if (others.every((one) => one.position !== position)) return
    workspace.put('filter', {
      ...(row as FilterRow),
      position: positionAfter(workspace, allFilters),
    })
  }
  if (kind === 'task') {
    const task = row as TaskRow
    if (!isTaken(workspace, task)) return
    workspace.put('task', { ...task, position: lastPosition(workspace, task.listId) })
  }
}

function isTaken(workspace: Workspace, { id, listId, position }: TaskRow): boolean {
  // Whatever stands right after everything before it stands there, or later.
  const [before = ''] = workspace.positions(taskBeside(listId, position, 'before')).slice(-1)
  const behind = workspace.select(taskBeside(listId, before, 'after'))
  return behind.some((one) => one.id !== id && one.position === position)
}

/** What a row names is there, and nothing names what is gone. */
function requireWhole(workspace: Workspace, { kind, id }: ChangeRecordRow): void {
  const row = workspace.find(kind, id)
  const isWhole = row === undefined ? isUnused(workspace, kind, id) : isRooted(workspace, kind, row)
  if (!isWhole) throw new RefusalError('UNDO_CONFLICT')
}

function isUnused(workspace: Workspace, kind: Kind, id: string): boolean {
  switch (kind) {
    case 'task':
      return workspace.select(childrenOf(id)).length === 0
    case 'list':
      return (
        workspace.select(tasksOfList(id)).length === 0 &&
        workspace.select(sectionsOf(id)).length === 0
      )
    case 'section':
      return workspace.select(tasksOfSection(id)).length === 0
    case 'label':
      return workspace.select(tasksWithLabel(id)).length === 0
    case 'setting':
    case 'filter':
      return true
  }
}

function isRooted(workspace: Workspace, kind: Kind, row: AnyRow): boolean {
  switch (kind) {
    case 'task':
      return isTaskRooted(workspace, row as TaskRow)
    case 'list': {
      const { id, position, deletedAt } = row as ListRow
      return (
        workspace.select(allLists).every((one) => one.id === id || one.position !== position) &&
        (deletedAt === null ||
          workspace.select(tasksOfList(id)).every((task) => task.deletedAt !== null))
      )
    }
    case 'section': {
      const { id, listId, position } = row as SectionRow
      const list = workspace.find('list', listId)
      return (
        list !== undefined &&
        workspace
          .select(sectionsOf(listId))
          .every((one) => one.id === id || one.position !== position)
      )
    }
    case 'label': {
      const { id, nameKey } = row as LabelRow
      return workspace.select(labelNamed(nameKey)).every((one) => one.id === id)
    }
    case 'setting':
      return true
    case 'filter': {
      const { id, position } = row as FilterRow
      return workspace.select(allFilters).every((one) => one.id === id || one.position !== position)
    }
  }
}

function isTaskRooted(workspace: Workspace, task: TaskRow): boolean {
  const { listId, sectionId, parentId, labelIds, deletedAt } = task
  const isLive = deletedAt === null
  const list = listId === null ? null : workspace.find('list', listId)
  if (list === undefined || (isLive && list !== null && list.deletedAt !== null)) return false
  if (sectionId !== null && workspace.find('section', sectionId)?.listId !== listId) return false
  if (parentId !== null) {
    const parent = workspace.find('task', parentId)
    if (parent === undefined || parent.listId !== listId) return false
    if (isLive && parent.deletedAt !== null) return false
    if (misfitBelow(workspace, parent, task.id) !== undefined) return false
  }
  // A live task below one that goes to the trash, or into another list, would be lost to sight.
  const isBelowFitting = workspace
    .select(childrenOf(task.id))
    .every((child) => child.listId === listId && (isLive || child.deletedAt !== null))
  return isBelowFitting && labelIds.every((id) => workspace.find('label', id) !== undefined)
}

function byIdentity(one: RowChange, other: RowChange): number {
  const [a, b] = [`${one.kind} ${one.id}`, `${other.kind} ${other.id}`]
  return a < b ? -1 : 1
}
