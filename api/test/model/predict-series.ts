import type { TaskRow } from '../../src/db/schema.ts'
import type { Moment } from './predict.ts'
import { PLACED } from './state.ts'
import type { State } from './state.ts'

/**
 * A recurring task that is done is there once more, later and open, right after it, and so is what
 * is below it; what was below the one that is done is done with it. When exactly is not said: dates
 * have tests of their own.
 */
export function continueSeries(next: State, id: string, moment: Moment): void {
  const done = next.get('task', id)
  if (!done?.recurrence) return
  const made = repeat(next, done, done.parentId, moment)
  if (made !== undefined) {
    next.order.push({ rule: 'after', kind: 'task', id: made.id, neighbour: done.id })
  }
}

function repeat(next: State, task: TaskRow, parentId: string | null, moment: Moment) {
  const made = moment.made.find((row) => {
    const isLater = task.dueAt === null || (row.dueAt ?? '') > task.dueAt
    const isNew = next.get('task', row.id) === undefined
    return isNew && isLater && row.parentId === parentId && row.title === task.title
  })
  if (made === undefined) return undefined
  const { id, dueAt, startOn, reminders, recurrence, createdAt } = made
  const schedule = { dueAt, startOn, reminders, recurrence, createdAt }
  const open = { completedAt: null, position: PLACED }
  next.set('task', { ...task, ...schedule, ...open, id, parentId })
  const below = next.all('task').filter((child) => child.parentId === task.id)
  for (const child of below) {
    if (child.deletedAt !== null) continue
    if (child.completedAt !== null && child.recurrence !== null) continue
    repeat(next, child, id, moment)
    next.change('task', child.id, { completedAt: child.completedAt ?? moment.now })
  }
  return made
}
