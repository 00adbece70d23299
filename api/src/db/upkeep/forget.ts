/** What upkeep asks of the database: who is due, and to forget what is too old. */
import type { UserId } from '../../auth/user-id.ts'
import type { Database } from '../database.ts'
import { settle } from '../settle.ts'

/** What is older goes. Days. */
export interface Ages {
  readonly trashDays: number
  readonly historyDays: number
  readonly tombstoneDays: number
}

/** Owners with something too old; in the order of their ids, behind `after`. */
export async function findDue(
  database: Database,
  { trashDays, historyDays, tombstoneDays }: Ages,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<UserId[]> {
  const days = [trashDays, historyDays, tombstoneDays].map(String)
  const [rows] = await settle([
    database.use((slot) => slot.run<{ owner_id: string }>(DUE, [after, `${limit}`, ...days])),
  ])
  // A verifier minted each when its first row was written.
  return rows.map(({ owner_id }) => owner_id as UserId)
}

/** So many days ago, in the form in which rows have their times. */
export async function daysAgo(database: Database, days: number): Promise<string> {
  const [rows] = await settle([
    database.use((slot) => slot.run<{ at: string }>(DAYS_AGO, [`${days}`])),
  ])
  return rows[0]?.at ?? ''
}

/** Rows that one transaction forgets at the most, of each kind: the owner waits for it. */
const FORGOTTEN_AT_ONCE = 500

/**
 * Forgets keys, history and tombstones, and enters what is the oldest now. Resolves with whether
 * there may be more.
 */
export async function forget(
  database: Database,
  owner: UserId,
  { historyDays, tombstoneDays }: Ages,
): Promise<boolean> {
  const limit = `${FORGOTTEN_AT_ONCE}`
  return database.use(async (slot) => {
    const [, , , keys, changes, tombstones] = await settle([
      slot.begin('default'),
      slot.setOwner(owner),
      // As a change of theirs does: what they add meanwhile is not overlooked.
      slot.run(LOCK, [owner]),
      slot.run(FORGET_KEYS, [owner, limit]),
      slot.run(FORGET_CHANGES, [owner, limit, `${historyDays}`]),
      slot.run(FORGET_TOMBSTONES, [owner, limit]),
      slot.run(MOVE_FEED, [owner, `${tombstoneDays}`]),
      slot.run(ENTER, [owner]),
      slot.commit(),
    ])
    return [keys, changes, tombstones].some((rows) => rows.length === FORGOTTEN_AT_ONCE)
  })
}

const DUE = `select owner_id from (
    (select owner_id from upkeep.owners where owner_id > $1
      and oldest_key < now() - interval '1 day' order by owner_id limit $2::int)
    union (select owner_id from upkeep.owners where owner_id > $1
      and oldest_trash < now() - make_interval(days => $3::int) order by owner_id limit $2::int)
    union (select owner_id from upkeep.owners where owner_id > $1
      and oldest_change < now() - make_interval(days => $4::int) order by owner_id limit $2::int)
    union (select owner_id from upkeep.owners where owner_id > $1
      and oldest_tombstone < now() - make_interval(days => $5::int) order by owner_id limit $2::int)
  ) as due order by owner_id limit $2::int`

const DAYS_AGO = `select (now() - make_interval(days => $1::int))::timestamptz(3)::text as at`

const LOCK = 'select 1 from owners where owner_id = $1 for no key update'

const FORGET_KEYS = `delete from idempotency_keys where owner_id = $1 and key = any(array(
    select key from idempotency_keys where owner_id = $1 and created_at < now() - interval '1 day'
    order by created_at limit $2::int)) returning owner_id`

const FORGET_CHANGES = `delete from changes where owner_id = $1 and seq = any(array(
    select seq from changes where owner_id = $1 and at < now() - make_interval(days => $3::int)
    order by seq limit $2::int)) returning owner_id`

// Only those that a run before this one has put behind the beginning of the feed: whoever read on
// just then was told that their cursor is too old, or still found them.
const FORGET_TOMBSTONES = `delete from tombstones where owner_id = $1
    and (kind, id) = any(select kind, id from tombstones
      where owner_id = $1 and version < (select feed_from from owners where owner_id = $1)
      order by version limit $2::int) returning owner_id`

const MOVE_FEED = `update owners set feed_from = old.version + 1
  from (select max(version) as version from tombstones
    where owner_id = $1 and at < now() - make_interval(days => $2::int)) as old
  where owner_id = $1 and old.version >= feed_from`

const ENTER = `update upkeep.owners set
    oldest_key = (select min(created_at) from idempotency_keys where owner_id = $1),
    oldest_trash = least(
      (select min(deleted_at) from tasks where owner_id = $1 and deleted_at is not null),
      (select min(deleted_at) from lists where owner_id = $1 and deleted_at is not null)),
    oldest_tombstone = (select min(at) from tombstones where owner_id = $1),
    oldest_change = (select min(at) from changes where owner_id = $1)
  where owner_id = $1`
