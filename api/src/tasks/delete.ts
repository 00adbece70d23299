import type { TaskRow } from '../db/schema.ts'
import { byId, childrenOf } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { descendantsOf } from '../model/references.ts'

/** Moves the owner's task and its subtasks to the trash. NOT_FOUND (also the second time), then CHANGED. */
export function deleteTask({ id, expected }: Target): Mutation<TaskRow> {
  return {
    foresee: [byId('task', id), childrenOf(id)],
    work(workspace) {
      const task = requireLive(workspace, 'task', { id, expected })
      const trashed = { deletedAt: workspace.context.now, deletedBy: workspace.context.seq }
      for (const child of descendantsOf(workspace, id)) {
        if (child.deletedAt === null) workspace.put('task', { ...child, ...trashed })
      }
      return workspace.put('task', { ...task, ...trashed })
    },
  }
}
