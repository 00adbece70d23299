import type { LabelRow } from '../db/schema.ts'
import { byId, tasksWithLabel } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'

/** Takes a label away, off every task that has it, the trash included. NOT_FOUND, then CHANGED. */
export function deleteLabel({ id, expected }: Target): Mutation<LabelRow> {
  return {
    foresee: [byId('label', id), tasksWithLabel(id)],
    work(workspace) {
      const label = requireRow('label', workspace.find('label', id), expected)
      for (const task of workspace.select(tasksWithLabel(id))) {
        const labelIds = task.labelIds.filter((one) => one !== id)
        workspace.put('task', { ...task, labelIds })
      }
      workspace.remove('label', id)
      return label
    },
  }
}
