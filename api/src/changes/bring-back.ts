import type { ChangeRecordRow } from '../db/statements.ts'
import type { Positioned } from '../db/kinds.ts'
import type { SectionRow, TaskRow } from '../db/schema.ts'
import { allFilters, allLists, sectionsOf, taskAt, tasksInOrder } from '../db/write/loads.ts'
import type { Load } from '../db/write/loads.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { lastPosition, positionAfter } from '../model/positions.ts'

/** Makes every row that was there before a change as it was. */
export function bringBack(workspace: Workspace, rows: readonly ChangeRecordRow[]): void {
  for (const { kind, before } of rows) {
    if (before !== null) workspace.putBack(kind, before)
  }
}

/** From so many rows on, knowing a whole list costs less than asking about each of its places. */
const MANY = 100

/**
 * Lets things stand where they stood, unless others have taken the place meanwhile: then they come
 * to the end. To be called when all are back: rows of one change may have changed places with each
 * other.
 */
export function makeRoom(workspace: Workspace, rows: readonly ChangeRecordRow[]): void {
  makeRoomForTasks(workspace, rows)
  for (const { kind, id } of rows) {
    const row = kind === 'task' ? undefined : workspace.find(kind, id)
    if (row === undefined) continue
    if (kind === 'list') makeRoomAmong(workspace, id, allLists)
    if (kind === 'section') makeRoomAmong(workspace, id, sectionsOf((row as SectionRow).listId))
    if (kind === 'filter') makeRoomAmong(workspace, id, allFilters)
  }
}

function makeRoomAmong<K extends Positioned>(
  workspace: Workspace,
  id: string,
  load: Load<K>,
): void {
  const peers = workspace.select(load)
  const row = peers.find((one) => one.id === id)
  if (row === undefined) return
  if (!peers.some((one) => one !== row && one.position === row.position)) return
  workspace.putBack(load.kind, { ...row, position: positionAfter(workspace, load) })
}

function makeRoomForTasks(workspace: Workspace, rows: readonly ChangeRecordRow[]): void {
  const tasks = rows.flatMap(({ kind, id }) => {
    const task = kind === 'task' ? workspace.find('task', id) : undefined
    return task === undefined ? [] : [task]
  })
  const isTaken = tasks.length > MANY ? takenAmong(workspace, tasks) : takenAt(workspace)
  for (const task of tasks) {
    if (!isTaken(task)) continue
    workspace.putBack('task', { ...task, position: lastPosition(workspace, task.listId) })
  }
}

function takenAt(workspace: Workspace) {
  return ({ id, listId, position }: TaskRow): boolean =>
    workspace.select(taskAt(listId, position)).some((one) => one.id !== id)
}

function takenAmong(workspace: Workspace, tasks: readonly TaskRow[]) {
  const holders = new Map<string, string[]>()
  for (const listId of new Set(tasks.map((task) => task.listId))) {
    for (const { id, position } of workspace.select(tasksInOrder(listId))) {
      const place = `${listId ?? ''} ${position}`
      holders.set(place, [...(holders.get(place) ?? []), id])
    }
  }
  return ({ id, listId, position }: TaskRow): boolean =>
    (holders.get(`${listId ?? ''} ${position}`) ?? []).some((one) => one !== id)
}
