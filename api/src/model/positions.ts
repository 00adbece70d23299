import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { Positioned } from '../db/kinds.ts'
import type { TaskRow } from '../db/schema.ts'
import { lastTask, taskBeside, tasksInOrder } from '../db/write/loads.ts'
import type { Load } from '../db/write/loads.ts'
import { byBytes } from '../db/write/workspace.ts'
import type { Workspace } from '../db/write/workspace.ts'

/** Between two neighbours there is always room, and each halving costs a character at some point. */
export const MAX_POSITION_LENGTH = 64

/** After everything that the load brings. */
export function positionAfter<K extends Positioned>(workspace: Workspace, load: Load<K>): string {
  return generateKeyBetween(workspace.positions(load).at(-1) ?? null, null)
}

/** After the last task of the list (null: the inbox). */
export function lastPosition(workspace: Workspace, listId: string | null): string {
  return positionAfter(workspace, lastTask(listId))
}

/** Right before or after a task in its list, dealing the list's positions anew when there is no room. */
export function positionBeside(
  workspace: Workspace,
  neighbour: TaskRow,
  side: 'before' | 'after',
): string {
  const { listId, position } = neighbour
  const others = workspace.positions(taskBeside(listId, position, side))
  const other = (side === 'after' ? others[0] : others.at(-1)) ?? null
  const between =
    side === 'after' ? generateKeyBetween(position, other) : generateKeyBetween(other, position)
  if (between.length <= MAX_POSITION_LENGTH) return between
  deal(workspace, listId)
  const dealt = workspace.find('task', neighbour.id)
  if (dealt === undefined) return between
  return positionBeside(workspace, dealt, side)
}

/** Short positions for a whole list, its order kept. */
function deal(workspace: Workspace, listId: string | null): void {
  const rows = workspace.select(tasksInOrder(listId))
  rows.sort((one, other) => byBytes(one.position, other.position))
  const positions = generateNKeysBetween(null, null, rows.length)
  rows.forEach((row, index) => {
    workspace.put('task', { ...row, position: positions[index] ?? row.position })
  })
}
