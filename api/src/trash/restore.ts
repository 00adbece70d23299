import type { ListRow, TaskRow } from '../db/schema.ts'
import { byId, tasksOfList, trashedTogether } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { lastPosition } from '../model/positions.ts'
import { requireTrashed } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { descendantsOf } from '../model/references.ts'
import { wentTogether } from './together.ts'

const LIVE = { deletedAt: null, deletedBy: null } as const

/**
 * Brings a task back, with the subtasks that went with it. A list in the trash, or a parent there,
 * is left: the task comes back to the inbox, or to the top of its list. What is below it and stays in
 * the trash goes there with it, so that parent and child are in one list. NOT_FOUND, then CHANGED.
 */
export function restoreTask(target: Target): Mutation<TaskRow> {
  const { id } = target
  return {
    foresee: [byId('task', id)],
    work(workspace) {
      const task = requireTrashed(workspace, 'task', target)
      const below = descendantsOf(workspace, id)
      const restored = bringBack(workspace, task)
      for (const child of below) {
        if (wentTogether(child, task)) bringBack(workspace, child)
        else if (child.listId !== restored.listId) follow(workspace, child, restored.listId)
      }
      return restored
    },
  }
}

/** Brings a list back, with the tasks that went with it. NOT_FOUND, then CHANGED. */
export function restoreList(target: Target): Mutation<ListRow> {
  const { id } = target
  return {
    foresee: [byId('list', id), tasksOfList(id)],
    work(workspace) {
      const list = requireTrashed(workspace, 'list', target)
      const restored = workspace.put('list', { ...list, ...LIVE })
      const together =
        list.deletedBy === null ? [] : workspace.select(trashedTogether(list.deletedBy))
      for (const task of together) {
        if (task.listId === id && wentTogether(task, list)) {
          workspace.put('task', { ...task, ...LIVE })
        }
      }
      return restored
    },
  }
}

function bringBack(workspace: Workspace, task: TaskRow): TaskRow {
  const parent = task.parentId === null ? undefined : workspace.find('task', task.parentId)
  const list = task.listId === null ? undefined : workspace.find('list', task.listId)
  const isListThere = task.listId === null || list?.deletedAt === null
  const listId = isListThere ? task.listId : null
  // No parent has come to stand too deep meanwhile: what is in the trash below it counts as well.
  const isParentThere = parent?.deletedAt === null && parent.listId === listId
  return workspace.put('task', {
    ...task,
    ...LIVE,
    listId,
    sectionId: isListThere ? task.sectionId : null,
    parentId: isParentThere ? task.parentId : null,
    position: isListThere ? task.position : lastPosition(workspace, null),
  })
}

function follow(workspace: Workspace, task: TaskRow, listId: string | null): void {
  const position = lastPosition(workspace, listId)
  workspace.put('task', { ...task, listId, sectionId: null, position })
}
