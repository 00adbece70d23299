import type { UserId } from '../auth/user-id.ts'
import type { Database } from './database.ts'
import { toPayload, tellSql, watchKey } from './news/channel.ts'
import { settle } from './settle.ts'
import type { Queries, Results } from './settle.ts'
import type { Slot } from './slot.ts'

/** Rows that are deleted at once: some hundred milliseconds of work. */
const ERASED_AT_ONCE = 2000

/**
 * Deletes every row of the owner; with `writableFrom` (seconds since 1970) nobody writes to them
 * before. That holds from the first commit on: it waits for the change that has the owner's lock,
 * and each later one finds the record. Broken off, it can be done again.
 */
export async function erase(
  database: Database,
  owner: UserId,
  writableFrom: number | undefined,
): Promise<void> {
  const run = <const T extends Queries>(queries: (slot: Slot) => T) =>
    database.use(async (slot) => {
      const [, , ...results] = await settle([
        slot.begin('default'),
        slot.setOwner(owner),
        ...queries(slot),
        slot.commit(),
      ])
      return results.slice(0, -1) as Results<T>
    })
  await run((slot) => [
    slot.statements.advanceSeq.execute({ owner }),
    ...(writableFrom === undefined ? [] : [slot.recordErasure(owner, writableFrom)]),
  ])
  for (const text of ERASE_SOME) {
    for (let left = ERASED_AT_ONCE; left === ERASED_AT_ONCE;) {
      const [erased] = await run((slot) => [slot.run(text, [owner, `${ERASED_AT_ONCE}`])])
      left = erased.length
    }
  }
  const key = watchKey(owner)
  await run((slot) => [slot.run(ERASE_OWNER, [owner, key, toPayload(key)])])
}

// What points at others comes before them.
const ERASE_SOME = [
  'tasks',
  'change_rows',
  'changes',
  'tombstones',
  'idempotency_keys',
  'calendars',
  'sections',
  'lists',
  'labels',
  'settings',
  'filters',
].map(
  (table) => `delete from ${table} where owner_id = $1
    and ctid = any(array(select ctid from ${table} where owner_id = $1 limit $2::int))
    returning owner_id`,
)

// Whoever follows what is gone begins anew.
const ERASE_OWNER = `delete from owners where owner_id = $1
  returning ${tellSql({ key: '$2', payload: '$3' })}`
