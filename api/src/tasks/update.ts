import { isDeepStrictEqual } from 'node:util'
import type { TaskRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { requireLabels } from '../model/references.ts'
import { placeTask } from './move.ts'
import { continueSeries, requireNext } from './series.ts'
import { readFields, toColumns } from './task.ts'
import type { TaskFields } from './task.ts'

export interface TaskUpdate extends Target {
  /** Members that are absent keep their value. */
  readonly patch: { readonly [Field in keyof TaskFields]?: TaskFields[Field] | undefined }
}

/**
 * Changes the owner's task; done, a recurring one makes its next occurrence. A patch that changes nothing leaves the version as it is, so that a
 * retry is harmless. NOT_FOUND, then CHANGED, then REFERENCE_REFUSED, RULE_REFUSED.
 */
export function updateTask({ id, expected, patch }: TaskUpdate): Mutation<TaskRow> {
  return {
    foresee: [byId('task', id)],
    work(workspace) {
      const task = requireLive(workspace, 'task', { id, expected })
      const fields = readFields(task)
      const patched = withStatus(fields, { ...fields, ...withoutAbsent(patch) }, patch)
      if (!isDeepStrictEqual(timingOf(patched), timingOf(fields))) requireNext(workspace, patched)
      if (!isDeepStrictEqual(patched.labelIds, fields.labelIds)) {
        requireLabels(workspace, patched.labelIds)
      }
      const place = placeOf(fields, patched, patch)
      const placed = isDeepStrictEqual(place, placeIn(fields))
        ? task
        : placeTask(workspace, task, place)
      const columns = toColumns({ ...patched, ...place }, placed.completedAt, workspace.context.now)
      const changed = workspace.put('task', { ...placed, ...columns })
      if (fields.status === 'open' && patched.status === 'done') continueSeries(workspace, changed)
      return workspace.find('task', id) ?? changed
    },
  }
}

/** Once done, a task has handed its rule on: opened again, it comes back no more unless asked to. */
function withStatus(before: TaskFields, after: TaskFields, patch: TaskUpdate['patch']): TaskFields {
  const isReopened = before.status === 'done' && after.status === 'open'
  return isReopened && patch.recurrence === undefined ? { ...after, recurrence: null } : after
}

function timingOf({ due, recurrence }: TaskFields) {
  return { due, recurrence }
}

/** Another list without a word about section and parent: neither comes along. */
function placeOf(before: TaskFields, after: TaskFields, patch: TaskUpdate['patch']) {
  if (after.listId === before.listId) return placeIn(after)
  return {
    listId: after.listId,
    sectionId: patch.sectionId ?? null,
    parentId: patch.parentId ?? null,
  }
}

function placeIn({ listId, sectionId, parentId }: TaskFields) {
  return { listId, sectionId, parentId }
}

function withoutAbsent(patch: TaskUpdate['patch']): Partial<TaskFields> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
