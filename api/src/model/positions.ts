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
  const between = keyBeside(position, (side === 'after' ? others[0] : others.at(-1)) ?? null, side)
  if (between.length <= MAX_POSITION_LENGTH) return between
  const dealt = deal(workspace, listId)
  const at = dealt.findIndex(({ id }) => id === neighbour.id)
  const beside = dealt[side === 'after' ? at + 1 : at - 1]
  return keyBeside(dealt[at]?.position ?? position, beside?.position ?? null, side)
}

function keyBeside(position: string, other: string | null, side: 'before' | 'after'): string {
  return side === 'after'
    ? generateKeyBetween(position, other)
    : generateKeyBetween(other, position)
}

/** Gives a whole list short positions and keeps its order, in which it comes back. */
function deal(workspace: Workspace, listId: string | null): TaskRow[] {
  const rows = workspace.select(tasksInOrder(listId))
  rows.sort((one, other) => byBytes(one.position, other.position))
  const positions = generateNKeysBetween(null, null, rows.length)
  return rows.map((row, index) =>
    workspace.put('task', { ...row, position: positions[index] ?? row.position }),
  )
}
