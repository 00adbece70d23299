import type { Of } from './predict-tasks.ts'
import { violations } from './invariants.ts'
import { PLACED, Refused, isSame } from './state.ts'
import type { Logged, State } from './state.ts'

/**
 * Every row of the change is as it was before; a task whose place is taken by now may stand
 * elsewhere. Refused when one of them is not as the change left it, or when what comes out would not
 * be whole: that is what something later depends on.
 */
export function undo(next: State, { change }: Of<'undo'>): void {
  const logged = changeOf(next, change)
  for (const { kind, id, before, after } of logged.rows) {
    const now = next.get(kind, id)
    if (!isSame(now, after ?? undefined)) throw new Refused('UNDO_CONFLICT')
    if (before === null) {
      next.remove(kind, id)
      continue
    }
    next.set(kind, before)
  }
  for (const { id } of logged.rows) {
    const task = next.get('task', id)
    const isTaken = next
      .all('task')
      .some((one) => one.id !== id && one.listId === task?.listId && one.position === task.position)
    if (isTaken) next.change('task', id, { position: PLACED })
  }
  const wrong = violations(next)
  if (wrong.length > 0) throw new Refused('UNDO_CONFLICT', wrong)
}

/** Which change an undo takes back, as things are. */
function changeOf(state: State, change: number | undefined): Logged {
  const open = [...state.log].filter(([, { undoneBy }]) => undoneBy === null)
  const found =
    change === undefined
      ? open.filter(([, { undoes }]) => undoes === null).at(-1)
      : open.find(([seq]) => seq === change)
  if (found === undefined) throw new Refused('NOTHING_TO_UNDO')
  return found[1]
}
