import type { TaskRow } from '../../src/db/schema.ts'
import type { Moment } from './predict.ts'
import { PLACED } from './state.ts'
import type { State } from './state.ts'

/**
 * A recurring task that is done is there once more, later and open, right after it, and so is what
 * is below it; what was below the one that is done is done with it. When exactly is not said: dates
 * have tests of their own.
 */
export function continueSeries(next: State, id: string, { made, now }: Moment): void {
  const done = next.get('task', id)
  if (!done?.recurrence) return
  const isLater = ({ dueAt }: TaskRow) => (dueAt ?? '') > (done.dueAt ?? '')
  const isBehind = ({ position }: TaskRow) => position > done.position
  const fitting = made.filter((row) => row.parentId === done.parentId && isLater(row))
  const copy = repeat(next, done, fitting.filter(isBehind).sort(inOrder)[0], done.parentId)
  next.order.push({ rule: 'after', kind: 'task', id: copy.id, neighbour: done.id })
  repeatBelow(next, { from: done, to: copy }, { made, now })
}

interface Copied {
  readonly from: TaskRow
  readonly to: TaskRow
}

/** Subtasks come in their order. */
function repeatBelow(next: State, { from, to }: Copied, moment: Pick<Moment, 'made' | 'now'>) {
  const { made, now } = moment
  const copies = made.filter(({ parentId }) => parentId === to.id).sort(inOrder)
  const children = next
    .all('task')
    .filter(({ parentId, deletedAt }) => parentId === from.id && deletedAt === null)
    .filter(({ completedAt, recurrence }) => completedAt === null || recurrence === null)
  for (const [index, child] of children.sort(inOrder).entries()) {
    const copy = repeat(next, child, copies[index], to.id)
    repeatBelow(next, { from: child, to: copy }, moment)
    next.change('task', child.id, { completedAt: child.completedAt ?? now })
  }
}

/** Only id and times are taken from what was made; when nothing was, it is found missing. */
function repeat(next: State, task: TaskRow, made: TaskRow | undefined, parentId: string | null) {
  const { id, dueAt, startOn, reminders, recurrence, createdAt } = made ?? {
    ...task,
    id: `the next of ${task.id}`,
  }
  const schedule = { dueAt, startOn, reminders, recurrence, createdAt }
  const copy = { ...task, ...schedule, completedAt: null, position: PLACED, id, parentId }
  next.set('task', copy)
  return copy
}

function inOrder(one: TaskRow, other: TaskRow): number {
  return one.position < other.position ? -1 : 1
}
