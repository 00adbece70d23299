/** What the write pipeline enters, so that upkeep knows for whom to act: once for each kind of thing. */
import type { RowChange } from '../write/workspace.ts'

/** The last two values of {@link AGE}. */
export function agingOf(
  changes: readonly RowChange[],
): [goesForGood: string, trashed: string | null] {
  const trashed = changes.flatMap(({ after }) =>
    after !== undefined && 'deletedAt' in after && after.deletedAt !== null
      ? [after.deletedAt]
      : [],
  )
  const goesForGood = changes.some(({ after }) => after === undefined)
  // All in PostgreSQL's own form, of one time zone: they sort as they read.
  return [`${goesForGood}`, trashed.sort()[0] ?? null]
}

/**
 * $1 the owner, $3 now, $10 whether something is gone for good, $11 since when the oldest is in the trash.
 * A driver that is told of a boolean parameter takes a text for false.
 */
export const AGE = `aging as (
    insert into upkeep.owners as kept (owner_id, oldest_change, oldest_tombstone, oldest_trash)
    select $1, $3::timestamptz, case when $10::text::boolean then $3::timestamptz end, $11::timestamptz
    where not exists (select 1 from upkeep.owners known
      where known.owner_id = $1 and known.oldest_change is not null
      and (known.oldest_tombstone is not null or not $10::text::boolean)
      and ($11::timestamptz is null or known.oldest_trash <= $11::timestamptz))
    on conflict (owner_id) do update set
      oldest_change = least(kept.oldest_change, excluded.oldest_change),
      oldest_tombstone = least(kept.oldest_tombstone, excluded.oldest_tombstone),
      oldest_trash = least(kept.oldest_trash, excluded.oldest_trash))`

/** $1 the owner. */
export const AGE_KEY = `aging as (
    insert into upkeep.owners as kept (owner_id, oldest_key) select $1, now()
    where not exists (select 1 from upkeep.owners known
      where known.owner_id = $1 and known.oldest_key is not null)
    on conflict (owner_id) do update set oldest_key = least(kept.oldest_key, excluded.oldest_key))`
