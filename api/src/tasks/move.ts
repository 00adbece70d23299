import type { TaskRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { lastPosition, positionBeside } from '../model/positions.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { descendantsOf, requirePlace } from '../model/references.ts'
import type { Place } from '../model/references.ts'
import { refuseReference } from '../model/refusal-error.ts'

/** Members that are absent keep what they are; at most one of `before` and `after`. */
export interface TaskMove extends Target {
  readonly to: { readonly [Member in keyof Place]?: Place[Member] | undefined }
  /** The task to stand right before, or right after. */
  readonly before?: string | undefined
  readonly after?: string | undefined
}

/**
 * Gives a task another place: list, section, parent, and where among its neighbours. Its subtasks
 * come along. NOT_FOUND, then CHANGED, then REFERENCE_REFUSED.
 */
export function moveTask({ id, expected, to, before, after }: TaskMove): Mutation<TaskRow> {
  return {
    foresee: [byId('task', id)],
    work(workspace) {
      const task = requireLive(workspace, 'task', { id, expected })
      const beside = neighbourOf(workspace, task, { before, after })
      const moved = placeTask(workspace, task, placeFor(task, to, beside?.row))
      if (beside === undefined || beside.row.id === id) return moved
      const position = positionBeside(
        workspace,
        workspace.find('task', beside.row.id) ?? beside.row,
        beside.side,
      )
      return workspace.put('task', { ...(workspace.find('task', id) ?? moved), position })
    },
  }
}

/** Puts the task, and everything below it, into a place that is judged; at its end when the list is another. */
export function placeTask(workspace: Workspace, task: TaskRow, place: Place): TaskRow {
  requirePlace(workspace, place, task.id)
  if (place.listId === task.listId) return workspace.put('task', { ...task, ...place })
  const position = lastPosition(workspace, place.listId)
  const below = descendantsOf(workspace, task.id)
  const placed = workspace.put('task', { ...task, ...place, position })
  for (const child of below) {
    workspace.put('task', {
      ...child,
      listId: place.listId,
      sectionId: null,
      position: lastPosition(workspace, place.listId),
    })
  }
  return placed
}

interface Neighbour {
  readonly row: TaskRow
  readonly side: 'before' | 'after'
}

function neighbourOf(
  workspace: Workspace,
  task: TaskRow,
  { before, after }: Pick<TaskMove, 'before' | 'after'>,
): Neighbour | undefined {
  const side = before === undefined ? 'after' : 'before'
  const neighbourId = before ?? after
  if (neighbourId === undefined) return undefined
  const row = neighbourId === task.id ? task : workspace.find('task', neighbourId)
  if (row?.deletedAt !== null) throw refuseReference(`/${side}`, 'names nothing of yours')
  return { row, side }
}

/** What is not said follows: a neighbour's place, another list's top level. */
function placeFor(task: TaskRow, to: TaskMove['to'], neighbour: TaskRow | undefined): Place {
  const { listId = neighbour?.listId ?? (neighbour === undefined ? task.listId : null) } = to
  if (neighbour !== undefined && neighbour.listId !== listId) {
    throw refuseReference('/listId', 'is not the list of the task beside it')
  }
  const stays = listId === task.listId
  const {
    sectionId = neighbour === undefined ? (stays ? task.sectionId : null) : neighbour.sectionId,
    parentId = neighbour === undefined ? (stays ? task.parentId : null) : neighbour.parentId,
  } = to
  return { listId, sectionId, parentId }
}
