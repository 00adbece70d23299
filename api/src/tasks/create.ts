import { v7 as uuidv7 } from 'uuid'
import type { TaskRow } from '../db/schema.ts'
import { byId, lastTask } from '../db/write/loads.ts'
import type { Foreseen, Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { lastPosition } from '../model/positions.ts'
import { requireFree } from '../model/precondition.ts'
import { requireLabels, requirePlace } from '../model/references.ts'
import { requireNext, settingsRow } from './series.ts'
import { toColumns } from './task.ts'
import type { TaskFields } from './task.ts'

export interface NewTask extends Omit<TaskFields, 'listId'> {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
  /** Null: the inbox. Absent: the list of its parent or section, otherwise the inbox. */
  readonly listId?: string | null | undefined
}

/**
 * Adds a task at the end of its list. ID_TAKEN only speaks of the owner's own tasks;
 * REFERENCE_REFUSED for a list, section, parent or label that is none of the owner's; RULE_REFUSED
 * for a recurrence that never comes back.
 */
export function createTask({ id = uuidv7(), ...given }: NewTask): Mutation<TaskRow> {
  return {
    foresee: foreseeReferences(id, { ...given, listId: given.listId ?? null }),
    work(workspace) {
      const { listId = listAround(workspace, given) } = given
      const fields = { ...given, listId }
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

/** Where a task goes of which nothing more is said: to what it belongs to. */
function listAround(
  workspace: Workspace,
  { parentId, sectionId }: Pick<TaskFields, 'parentId' | 'sectionId'>,
): string | null {
  if (parentId !== null) return workspace.find('task', parentId)?.listId ?? null
  return sectionId === null ? null : (workspace.find('section', sectionId)?.listId ?? null)
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
