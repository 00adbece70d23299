import type { Of } from './predict-tasks.ts'
import { violations } from './invariants.ts'
import { PLACED, Refused, isSame } from './state.ts'
import type { Logged, State } from './state.ts'

/**
 * Every row of the change is as it was before; what finds its place taken by now may stand
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
  for (const { kind, id } of logged.rows) {
    if (kind === 'task' || kind === 'list' || kind === 'section') replaceIfTaken(next, kind, id)
  }
  const wrong = violations(next)
  if (wrong.length > 0) throw new Refused('UNDO_CONFLICT', wrong)
}

function replaceIfTaken(next: State, kind: 'task' | 'list' | 'section', id: string): void {
  const row = next.get(kind, id)
  const peers: readonly { id: string; position: string; listId?: string | null }[] = next.all(kind)
  const place = peers.find((one) => one === row)
  const isTaken = peers.some(
    (one) => one !== place && one.position === place?.position && one.listId === place.listId,
  )
  if (isTaken) next.change(kind, id, { position: PLACED })
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
