import type { Of } from './predict-tasks.ts'
import { required } from './predict-tasks.ts'
import { PLACED } from './state.ts'
import type { State } from './state.ts'

const LIVE = { deletedAt: null, deletedBy: null }

function trashed<Row extends { deletedAt: string | null }>(row: Row | undefined): Row | undefined {
  return row?.deletedAt === null ? undefined : row
}

/**
 * What went with the task comes back with it. Out of a list in the trash they go to the end of the
 * inbox, and whatever is below them comes along there, though it stays in the trash.
 */
export function restoreTask(next: State, { id, version }: Of<'restoreTask'>): void {
  const task = required(trashed(next.get('task', id)), version)
  const below = next.below(id)
  const isHome = task.listId === null || next.live('list', task.listId) !== undefined
  const parent = next.live('task', task.parentId)
  const listId = isHome ? task.listId : null
  next.change('task', id, { parentId: parent?.listId === listId ? task.parentId : null })
  for (const row of [task, ...below]) {
    if (row.deletedBy === task.deletedBy) next.change('task', row.id, LIVE)
    if (isHome) continue
    next.change('task', row.id, { listId: null, sectionId: null, position: PLACED })
  }
  if (isHome) return
  next.order.push({ rule: 'last', kind: 'task', ids: [task, ...below].map((row) => row.id) })
}

export function restoreList(next: State, { id, version }: Of<'restoreList'>): void {
  const list = required(trashed(next.get('list', id)), version)
  next.change('list', id, LIVE)
  for (const task of next.all('task')) {
    if (task.listId === id && task.deletedBy === list.deletedBy) next.change('task', task.id, LIVE)
  }
}

export function purgeTask(next: State, { id, version }: Of<'purgeTask'>): void {
  const task = required(trashed(next.get('task', id)), version)
  for (const row of [...next.below(id), task]) next.remove('task', row.id)
}

export function purgeList(next: State, { id, version }: Of<'purgeList'>): void {
  required(trashed(next.get('list', id)), version)
  removeList(next, id)
}

export function emptyTrash(next: State): void {
  for (const { id, deletedAt } of next.all('list')) if (deletedAt !== null) removeList(next, id)
  for (const { id, deletedAt } of next.all('task')) {
    if (deletedAt !== null) next.remove('task', id)
  }
}

function removeList(next: State, id: string): void {
  for (const task of next.all('task')) if (task.listId === id) next.remove('task', task.id)
  for (const section of next.all('section')) {
    if (section.listId === id) next.remove('section', section.id)
  }
  next.remove('list', id)
}
