import type { ListRow } from '../db/schema.ts'
import { byId, tasksOfList } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'

/** Moves the owner's list and its tasks to the trash. NOT_FOUND (also the second time), then CHANGED. */
export function deleteList({ id, expected }: Target): Mutation<ListRow> {
  return {
    foresee: [byId('list', id), tasksOfList(id)],
    work(workspace) {
      const list = requireLive(workspace, 'list', { id, expected })
      const trashed = { deletedAt: workspace.context.now, deletedBy: workspace.context.seq }
      for (const task of workspace.select(tasksOfList(id))) {
        if (task.deletedAt === null) workspace.put('task', { ...task, ...trashed })
      }
      return workspace.put('list', { ...list, ...trashed })
    },
  }
}
