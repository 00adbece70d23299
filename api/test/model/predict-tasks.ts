import type { TaskRow } from '../../src/db/schema.ts'
import { MAX_DEPTH } from '../../src/model/references.ts'
import { PRIORITIES } from '../../src/tasks/task.ts'
import type { Operation } from './operation.ts'
import type { Moment } from './predict.ts'
import { toDueColumns } from '../../src/tasks/due.ts'
import { continueSeries } from './predict-series.ts'
import { PLACED, Refused } from './state.ts'
import type { State } from './state.ts'

export type Of<Type extends Operation['type']> = Extract<Operation, { type: Type }>

type Place = Pick<TaskRow, 'listId' | 'sectionId' | 'parentId'>

/** The row, if it is there and at the version that was asked for. */
export function required<Row extends { version: number }>(
  row: Row | undefined,
  version: number | undefined,
): Row {
  if (row === undefined) throw new Refused('NOT_FOUND')
  if (version !== undefined && version !== row.version) throw new Refused('CHANGED')
  return row
}

export function createTask(next: State, operation: Of<'createTask'>, { owner, seq, now }: Moment) {
  const { id, title = 'a task', notes = '', priority = 'none', status = 'open' } = operation
  const { listId = null, sectionId = null, parentId = null, labelIds = [] } = operation
  const { due = null, recurrence = null } = operation
  if (next.get('task', id) !== undefined) throw new Refused('ID_TAKEN')
  const place = { listId, sectionId, parentId }
  requirePlace(next, place, id)
  requireLabels(next, labelIds)
  const said = { title, notes, priority: PRIORITIES.indexOf(priority), ...place }
  const timed = { ...toDueColumns(due), startOn: null, recurrence }
  next.set('task', {
    ...said,
    ...timed,
    ...{ ownerId: owner, id, createdAt: now, updatedAt: now, version: seq },
    ...{
      externalId: null,
      reminders: [],
      labelIds: [...labelIds],
      deletedAt: null,
      deletedBy: null,
    },
    completedAt: status === 'done' ? now : null,
    position: PLACED,
  })
  next.order.push({ rule: 'last', kind: 'task', ids: [id] })
}

export function updateTask(next: State, operation: Of<'updateTask'>, moment: Moment): void {
  const { now } = moment
  const { id, version, patch } = operation
  const task = required(next.live('task', id), version)
  const { status, priority, labelIds, listId, sectionId, parentId } = patch
  const { title = task.title, notes = task.notes } = patch
  if (labelIds !== undefined) requireLabels(next, labelIds)
  const isElsewhere = listId !== undefined && listId !== task.listId
  place(next, task, {
    listId: listId === undefined ? task.listId : listId,
    sectionId: sectionId === undefined ? (isElsewhere ? null : task.sectionId) : sectionId,
    parentId: parentId === undefined ? (isElsewhere ? null : task.parentId) : parentId,
  })
  if (status === 'done') next.change('task', id, { completedAt: task.completedAt ?? now })
  // Done, it has handed its rule on.
  if (status === 'open' && task.completedAt !== null) {
    next.change('task', id, { completedAt: null, recurrence: null })
  }
  if (priority !== undefined) next.change('task', id, { priority: PRIORITIES.indexOf(priority) })
  if (labelIds !== undefined) next.change('task', id, { labelIds: [...labelIds] })
  next.change('task', id, { title, notes })
  if (status === 'done' && task.completedAt === null) continueSeries(next, id, moment)
}

export function moveTask(next: State, { id, version, to, before, after }: Of<'moveTask'>): void {
  const task = required(next.live('task', id), version)
  const rule = before === undefined ? 'after' : 'before'
  const neighbourId = before ?? after
  const beside = neighbourId === undefined ? undefined : next.live('task', neighbourId)
  if (neighbourId !== undefined && beside === undefined) throw new Refused('REFERENCE_REFUSED')
  const { listId = (beside ?? task).listId } = to
  if (beside !== undefined && beside.listId !== listId) throw new Refused('REFERENCE_REFUSED')
  // What is not said follows the neighbour; without one it stays, but not into another list.
  const like = beside ?? (listId === task.listId ? task : { sectionId: null, parentId: null })
  const { sectionId = like.sectionId, parentId = like.parentId } = to
  place(next, task, { listId, sectionId, parentId })
  if (beside === undefined || beside.id === id) return
  next.change('task', id, { position: PLACED })
  // Its subtasks went to the end of the list; it does not stay before them there.
  const orders = next.order.splice(0).map((order) => {
    return order.rule === 'last' ? { ...order, ids: order.ids.filter((one) => one !== id) } : order
  })
  next.order.push(...orders, { rule, kind: 'task', id, neighbour: beside.id })
}

export function deleteTask(next: State, { id, version }: Of<'deleteTask'>, { seq, now }: Moment) {
  const task = required(next.live('task', id), version)
  for (const row of [task, ...next.below(id)]) {
    if (row.deletedAt === null) next.change('task', row.id, { deletedAt: now, deletedBy: seq })
  }
}

/** A task goes with all that is below it; in another list they stand at the end, in no section. */
function place(next: State, task: TaskRow, to: Place): void {
  const isThere =
    to.listId === task.listId && to.sectionId === task.sectionId && to.parentId === task.parentId
  if (isThere) return
  requirePlace(next, to, task.id)
  next.change('task', task.id, to)
  if (to.listId === task.listId) return
  const below = next.below(task.id)
  for (const { id } of below) next.change('task', id, { listId: to.listId, sectionId: null })
  const ids = [task, ...below].map(({ id }) => id)
  for (const id of ids) next.change('task', id, { position: PLACED })
  next.order.push({ rule: 'last', kind: 'task', ids })
}

function requirePlace(next: State, { listId, sectionId, parentId }: Place, id: string): void {
  const parent = next.live('task', parentId)
  const isAllowed =
    (listId === null || next.live('list', listId) !== undefined) &&
    (sectionId === null || next.get('section', sectionId)?.listId === listId) &&
    (parentId === null ||
      (parent?.listId === listId &&
        parent.id !== id &&
        next.below(id).every((one) => one.id !== parentId) &&
        next.depthOf(parent) + next.heightOf(id) <= MAX_DEPTH))
  if (!isAllowed) throw new Refused('REFERENCE_REFUSED')
}

function requireLabels(next: State, labelIds: readonly string[]): void {
  const isKnown = labelIds.every((id) => next.get('label', id) !== undefined)
  if (!isKnown) throw new Refused('REFERENCE_REFUSED')
}
