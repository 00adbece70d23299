// What an operation is to do, told in the plainest way: from every row before to every row after.
import type { TaskRow } from '../../src/db/schema.ts'
import { undo } from './predict-undo.ts'
import { createTask, deleteTask, moveTask, updateTask } from './predict-tasks.ts'
import * as others from './predict-others.ts'
import * as trash from './predict-trash.ts'
import type { Operation } from './operation.ts'
import type { Of } from './predict-tasks.ts'
import { Refused } from './state.ts'
import type { State } from './state.ts'

/** The change that an operation would be. */
export interface Moment {
  readonly owner: string
  readonly seq: number
  readonly now: string
  /** Tasks that this change made under ids which nobody asked for. */
  readonly made: readonly TaskRow[]
}

/** The owner's rows after `operation`; versions and times of change are not said. Throws Refused. */
export function predict(state: State, operation: Operation, moment: Moment): State {
  const next = state.copy()
  apply(next, operation, moment)
  return next
}

function apply(next: State, operation: Operation, moment: Moment): void {
  switch (operation.type) {
    case 'createTask':
      createTask(next, operation, moment)
      return
    case 'updateTask':
      updateTask(next, operation, moment)
      return
    case 'moveTask':
      moveTask(next, operation)
      return
    case 'deleteTask':
      deleteTask(next, operation, moment)
      return
    case 'restoreTask':
      trash.restoreTask(next, operation)
      return
    case 'purgeTask':
      trash.purgeTask(next, operation)
      return
    case 'createList':
      others.createList(next, operation, moment)
      return
    case 'updateList':
      others.updateList(next, operation)
      return
    case 'deleteList':
      others.deleteList(next, operation, moment)
      return
    case 'restoreList':
      trash.restoreList(next, operation)
      return
    case 'purgeList':
      trash.purgeList(next, operation)
      return
    case 'createSection':
      others.createSection(next, operation, moment)
      return
    case 'updateSection':
      others.updateSection(next, operation)
      return
    case 'deleteSection':
      others.deleteSection(next, operation)
      return
    case 'createLabel':
      others.createLabel(next, operation, moment)
      return
    case 'updateLabel':
      others.updateLabel(next, operation)
      return
    case 'deleteLabel':
      others.deleteLabel(next, operation)
      return
    case 'emptyTrash':
      trash.emptyTrash(next)
      return
    case 'undo':
      undo(next, operation)
      return
    case 'batch':
      applyAll(next, operation, moment)
  }
}

/** One after the other; what is refused leaves nothing behind, or, when all belongs together, all. */
function applyAll(next: State, { operations, isAtomic }: Of<'batch'>, moment: Moment): void {
  for (const operation of operations) {
    const before = next.copy()
    // What was put somewhere may be elsewhere after the next one.
    next.order.length = 0
    try {
      apply(next, operation, moment)
    } catch (error) {
      if (isAtomic || !(error instanceof Refused)) throw error
      next.become(before)
    }
  }
}
