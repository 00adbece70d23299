import type { ListRow, TaskRow } from '../db/schema.ts'
import {
  allLists,
  byId,
  childrenOf,
  oldLists,
  oldTasks,
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

/** All of the trash goes for good. */
export function emptyTrash(): Mutation<void> {
  return {
    foresee: [allLists, trashedTasks],
    work(workspace) {
      for (const { id, deletedAt } of workspace.select(allLists)) {
        if (deletedAt !== null) removeList(workspace, id)
      }
      // What is below a task in the trash is there as well.
      for (const task of workspace.select(trashedTasks)) workspace.remove('task', task.id)
    },
  }
}

/**
 * Of what has been in the trash since before that time some goes for good: tasks that nothing is
 * below, then lists that nothing is in any more. Done again and again until nothing changes it is
 * all of it, in steps that nobody has to wait long for.
 */
export function purgeOld(before: string): Mutation<void> {
  const [tasks, lists] = [oldTasks(before), oldLists(before)]
  return {
    foresee: [tasks, lists],
    work(workspace) {
      for (const { id } of workspace.select(tasks)) workspace.remove('task', id)
      for (const { id } of workspace.select(lists)) removeList(workspace, id)
    },
  }
}

function removeList(workspace: Workspace, id: string): void {
  // Subtasks are in the list of what they are below.
  for (const task of workspace.select(tasksOfList(id))) workspace.remove('task', task.id)
  for (const section of workspace.select(sectionsOf(id))) workspace.remove('section', section.id)
  workspace.remove('list', id)
}

/** A subtask that was brought back by itself is not below it any more, so all that is, goes. */
function removeTask(workspace: Workspace, id: string): void {
  for (const child of workspace.select(childrenOf(id))) removeTask(workspace, child.id)
  workspace.remove('task', id)
}
