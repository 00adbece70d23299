// What a client can ask for, as data: kept beside its outcome, and judged by the model afterwards.
import { undoChange } from '../../src/changes/undo.ts'
import type { Mutation } from '../../src/db/write/run.ts'
import { createLabel } from '../../src/labels/create.ts'
import { deleteLabel } from '../../src/labels/delete.ts'
import { updateLabel } from '../../src/labels/update.ts'
import { createList } from '../../src/lists/create.ts'
import { deleteList } from '../../src/lists/delete.ts'
import { updateList } from '../../src/lists/update.ts'
import { createSection } from '../../src/sections/create.ts'
import { deleteSection } from '../../src/sections/delete.ts'
import { updateSection } from '../../src/sections/update.ts'
import { batch } from '../../src/model/batch.ts'
import { createTask } from '../../src/tasks/create.ts'
import { deleteTask } from '../../src/tasks/delete.ts'
import { moveTask } from '../../src/tasks/move.ts'
import type { TaskMove } from '../../src/tasks/move.ts'
import { NO_FIELDS } from '../../src/tasks/task.ts'
import type { TaskFields } from '../../src/tasks/task.ts'
import { updateTask } from '../../src/tasks/update.ts'
import { emptyTrash, purgeList, purgeTask } from '../../src/trash/purge.ts'
import { restoreList, restoreTask } from '../../src/trash/restore.ts'

/** A row that is there; `version`: what If-Match says. */
interface Named {
  readonly id: string
  readonly version?: number | undefined
}

interface On<Type extends string> extends Named {
  readonly type: Type
}

type TaskPatch = { readonly [Field in keyof TaskFields]?: TaskFields[Field] | undefined }

export type Operation =
  | ({ readonly type: 'createTask'; readonly id: string } & Partial<TaskFields>)
  | (Named & { readonly type: 'updateTask'; readonly patch: TaskPatch })
  | (Named & { readonly type: 'moveTask' } & Pick<TaskMove, 'to' | 'before' | 'after'>)
  | On<'deleteTask'>
  | On<'restoreTask'>
  | On<'purgeTask'>
  | { readonly type: 'createList'; readonly id: string; readonly name: string }
  | (Named & {
      readonly type: 'updateList'
      readonly name?: string | undefined
      readonly after?: string | null | undefined
    })
  | On<'deleteList'>
  | On<'restoreList'>
  | On<'purgeList'>
  | { readonly type: 'createSection'; readonly id: string; readonly listId: string }
  | (Named & {
      readonly type: 'updateSection'
      readonly name?: string | undefined
      readonly after?: string | null | undefined
    })
  | On<'deleteSection'>
  | On<'deleteLabel'>
  | { readonly type: 'createLabel'; readonly id: string; readonly name: string }
  | (Named & { readonly type: 'updateLabel'; readonly name: string })
  | { readonly type: 'emptyTrash' }
  | { readonly type: 'undo'; readonly change?: number | undefined }
  | {
      readonly type: 'batch'
      readonly isAtomic: boolean
      readonly operations: readonly Operation[]
    }

/** The use case behind an operation. */
export function toMutation(operation: Operation): Mutation<unknown> {
  switch (operation.type) {
    case 'createTask': {
      const { type: _, ...fields } = operation
      return createTask({ ...NO_FIELDS, title: 'a task', ...fields })
    }
    case 'updateTask':
      return updateTask({ ...targetOf(operation), patch: operation.patch })
    case 'moveTask': {
      const { to, before, after } = operation
      return moveTask({ ...targetOf(operation), to, before, after })
    }
    case 'deleteTask':
      return deleteTask(targetOf(operation))
    case 'restoreTask':
      return restoreTask(targetOf(operation))
    case 'purgeTask':
      return purgeTask(targetOf(operation))
    case 'createList': {
      const { id, name } = operation
      return createList({ id, name, color: 'gray', archived: false })
    }
    case 'updateList': {
      const { name, after } = operation
      return updateList({ ...targetOf(operation), patch: { name }, after })
    }
    case 'deleteList':
      return deleteList(targetOf(operation))
    case 'restoreList':
      return restoreList(targetOf(operation))
    case 'purgeList':
      return purgeList(targetOf(operation))
    case 'createSection': {
      const { id, listId } = operation
      return createSection({ id, listId, name: 'a section' })
    }
    case 'updateSection': {
      const { name, after } = operation
      return updateSection({ ...targetOf(operation), name, after })
    }
    case 'deleteSection':
      return deleteSection(targetOf(operation))
    case 'createLabel': {
      const { id, name } = operation
      return createLabel({ id, name, color: 'gray' })
    }
    case 'updateLabel':
      return updateLabel({ ...targetOf(operation), patch: { name: operation.name } })
    case 'deleteLabel':
      return deleteLabel(targetOf(operation))
    case 'emptyTrash':
      return emptyTrash()
    case 'undo':
      return undoChange(operation.change)
    case 'batch': {
      const { isAtomic, operations } = operation
      return batch(operations.map(toMutation), { isAtomic, isTrial: false })
    }
  }
}

function targetOf({ id, version }: Named) {
  return { id, expected: version === undefined ? undefined : new Set([version]) }
}
