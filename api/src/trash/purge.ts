import type { ListRow, TaskRow } from '../db/schema.ts'
import {
  allLists,
  byId,
  childrenOf,
  sectionsOf,
  tasksOfList,
  trashedTasks,
} from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { requireTrashed } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'

/** Deletes a task in the trash, and the subtasks in it, for good. NOT_FOUND, then CHANGED. */
export function purgeTask(target: Target): Mutation<TaskRow> {
  return {
    foresee: [byId('task', target.id)],
    work(workspace) {
      const task = requireTrashed(workspace, 'task', target)
      removeTask(workspace, task.id)
      return task
    },
  }
}

/** Deletes a list in the trash with its sections and tasks for good. NOT_FOUND, then CHANGED. */
export function purgeList(target: Target): Mutation<ListRow> {
  const { id } = target
  return {
    foresee: [byId('list', id), tasksOfList(id), sectionsOf(id)],
    work(workspace) {
      const list = requireTrashed(workspace, 'list', target)
      removeList(workspace, id)
      return list
    },
  }
}

/** What has been in the trash since before that time goes for good; all of it without one. */
export function emptyTrash(before?: string): Mutation<void> {
  const isOld = (row: { deletedAt: string | null }) =>
    row.deletedAt !== null && (before === undefined || row.deletedAt < before)
  return {
    foresee: [allLists, trashedTasks],
    work(workspace) {
      for (const list of workspace.select(allLists)) if (isOld(list)) removeList(workspace, list.id)
      for (const task of workspace.select(trashedTasks)) {
        if (isOld(task)) removeTask(workspace, task.id)
      }
    },
  }
}

function removeList(workspace: Workspace, id: string): void {
  for (const task of workspace.select(tasksOfList(id))) removeTask(workspace, task.id)
  for (const section of workspace.select(sectionsOf(id))) workspace.remove('section', section.id)
  workspace.remove('list', id)
}

/** A subtask that was brought back by itself is not below it any more, so all that is, goes. */
function removeTask(workspace: Workspace, id: string): void {
  for (const child of workspace.select(childrenOf(id))) removeTask(workspace, child.id)
  workspace.remove('task', id)
}
