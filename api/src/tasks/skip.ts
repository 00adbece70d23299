import type { TaskRow } from '../db/schema.ts'
import { byId, childrenOf } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { nextOccurrence } from './recurrence/next-occurrence.ts'
import { readSchedule } from './schedule.ts'
import { advanceSeries, ownClock, settingsRow } from './series.ts'

/**
 * Leaves this occurrence out: the task itself moves on to the next one. NOT_FOUND, then CHANGED,
 * then NO_NEXT_OCCURRENCE when it is done, does not come back, or this was the last time.
 */
export function skipTask({ id, expected }: Target): Mutation<TaskRow> {
  return {
    foresee: [byId('task', id), settingsRow, childrenOf(id)],
    work(workspace) {
      const task = requireLive(workspace, 'task', { id, expected })
      const clock = ownClock(workspace)
      const next = nextOccurrence(readSchedule(task), clock)
      if (next === undefined || task.completedAt !== null) {
        throw new RefusalError('NO_NEXT_OCCURRENCE')
      }
      return advanceSeries(workspace, task, next)
    },
  }
}
