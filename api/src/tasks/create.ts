import { v7 as uuidv7 } from 'uuid'
import type { TaskRow } from '../db/schema.ts'
import { byId, lastTask } from '../db/write/loads.ts'
import type { Foreseen, Mutation } from '../db/write/run.ts'
import { lastPosition } from '../model/positions.ts'
import { requireFree } from '../model/precondition.ts'
import { requireLabels, requirePlace } from '../model/references.ts'
import { requireNext, settingsRow } from './series.ts'
import { toColumns } from './task.ts'
import type { TaskFields } from './task.ts'

export interface NewTask extends TaskFields {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
}

/**
 * Adds a task at the end of its list. ID_TAKEN only speaks of the owner's own tasks;
 * REFERENCE_REFUSED for a list, section, parent or label that is none of the owner's; RULE_REFUSED
 * for a recurrence that never comes back.
 */
export function createTask({ id = uuidv7(), ...fields }: NewTask): Mutation<TaskRow> {
  return {
    foresee: foreseeReferences(id, fields),
    work(workspace) {
      requireFree(workspace, 'task', id)
      requirePlace(workspace, fields, id)
      requireLabels(workspace, fields.labelIds)
      requireNext(workspace, fields)
      return workspace.put('task', {
        id,
        ...toColumns(fields, null, workspace.context.now),
        position: lastPosition(workspace, fields.listId),
        externalId: null,
        deletedAt: null,
        deletedBy: null,
      })
    },
  }
}

function foreseeReferences(
  id: string,
  { listId, sectionId, parentId, labelIds, recurrence }: TaskFields,
): Foreseen {
  return [
    byId('task', id),
    lastTask(listId),
    ...(recurrence === null ? [] : [settingsRow]),
    ...(listId === null ? [] : [byId('list', listId)]),
    ...(sectionId === null ? [] : [byId('section', sectionId)]),
    ...(parentId === null || parentId === id ? [] : [byId('task', parentId)]),
    ...labelIds.map((labelId) => byId('label', labelId)),
  ]
}
