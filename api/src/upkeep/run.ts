import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { daysAgo, findDue, forget } from '../db/upkeep/forget.ts'
import type { Ages } from '../db/upkeep/forget.ts'
import { UPKEEP_OPERATION } from '../db/upkeep/operation.ts'
import { write } from '../db/write/run.ts'
import { purgeOld } from '../trash/purge.ts'

export interface Upkept {
  /** Owners that were looked after. */
  readonly owners: number
  /** Of these, where something failed: the next run comes back to them. */
  readonly failed: number
}

const OWNERS_AT_ONCE = 100
/** What one owner has more than that is for the next run. */
const MAX_ROUNDS = 50

/**
 * One run: for each owner with something that is too old, purges the trash as a change like any
 * other, and forgets what nobody needs any more. Stops between two owners when `isOver`.
 */
export async function runUpkeep(
  database: Database,
  ages: Ages,
  isOver: () => boolean = () => false,
): Promise<Upkept> {
  const before = await daysAgo(database, ages.trashDays)
  const done = { owners: 0, failed: 0 }
  let after = ''
  for (;;) {
    const due = await findDue(database, ages, { after, limit: OWNERS_AT_ONCE })
    for (const owner of due) {
      if (isOver()) return done
      after = owner
      done.owners += 1
      // Erased meanwhile, or the database is busy: nobody else has to wait for this one.
      await lookAfter(database, owner, { ages, before }).catch(() => (done.failed += 1))
    }
    if (due.length < OWNERS_AT_ONCE) return done
  }
}

async function lookAfter(
  database: Database,
  owner: UserId,
  { ages, before }: { readonly ages: Ages; readonly before: string },
): Promise<void> {
  const writer = { owner, operation: UPKEEP_OPERATION }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { change } = await write(database, writer, purgeOld(before))
    if (change === undefined) break
  }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!(await forget(database, owner, ages))) break
  }
}
