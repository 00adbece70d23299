import type { ChangeRecordRow } from '../db/statements.ts'
import type { FilterRow, TaskRow } from '../db/schema.ts'
import { allFilters, taskAt, tasksInOrder } from '../db/write/loads.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { lastPosition, positionAfter } from '../model/positions.ts'

/** Makes every row that was there before a change as it was. */
export function bringBack(workspace: Workspace, rows: readonly ChangeRecordRow[]): void {
  for (const { kind, before } of rows) {
    if (before === null) continue
    if (kind === 'filter') {
      const filter = before as FilterRow
      workspace.putBack('filter', { ...filter, position: freePlace(workspace, filter) })
    } else {
      workspace.putBack(kind, before as never)
    }
  }
}

/** From so many rows on, knowing a whole list costs less than asking about each of its places. */
const MANY = 100

/**
 * Lets tasks stand where they stood, unless others have taken the place meanwhile: these tasks come
 * to the end. To be called when all are back: rows of one change may have changed places with each
 * other.
 */
export function makeRoom(workspace: Workspace, rows: readonly ChangeRecordRow[]): void {
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

/** Its old position, or after all others when one has taken it meanwhile. */
function freePlace(workspace: Workspace, { id, position }: FilterRow): string {
  const others = workspace.select(allFilters).filter((one) => one.id !== id)
  const isTaken = others.some((one) => one.position === position)
  return isTaken ? positionAfter(workspace, allFilters) : position
}
