import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { KINDS } from '../db/kinds.ts'
import type { AnyRow, Kind } from '../db/kinds.ts'
import { read } from '../db/read.ts'
import { byBytes } from '../db/write/workspace.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { isSealOf, sealOf } from '../model/seal.ts'

/** The last row that a reader of the feed has seen: it is in the order of version, kind and id. */
interface Place {
  readonly version: number
  readonly kind: string
  readonly id: string
}

interface Bookmark extends Place {
  /**
   * The owner's seq when the reader began without a cursor: what was gone for good by then was never
   * shown to them, so they miss nothing when it is forgotten on their way.
   */
  readonly begun: number
}

export interface FeedItem {
  readonly kind: Kind
  readonly id: string
  readonly version: number
  /** The row as it is now; undefined: gone for good. */
  readonly row: AnyRow | undefined
}

export interface FeedPage {
  readonly items: readonly FeedItem[]
  /** Where the next page begins; after the last one, where what comes later begins. */
  readonly cursor: string
  readonly hasMore: boolean
  /** See TaskPage. Without `hasMore`, all that has changed until then has been told. */
  readonly seq: number
  /** Where a reader goes on who has seen this item and none after it. */
  readonly cursorAt: (item: FeedItem) => string
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000'
const GREATEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const START: Place = { version: 0, kind: '', id: LEAST_ID }
/** Sorts behind every kind. */
const LAST_KIND = '~'
const FORM = /^[A-Za-z0-9_-]{1,300}$/

/**
 * What has changed after `cursor`, oldest first: each row once, at its newest version, in the order
 * of the owner's seq; from the beginning without a cursor. Nothing is missed and nothing comes twice
 * unless it changed again: versions only grow, under the owner's lock. CURSOR_INVALID;
 * CURSOR_TOO_OLD when what is gone since may be forgotten: begin anew without one.
 */
export async function readFeed(
  database: Database,
  owner: UserId,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<FeedPage> {
  const [[state]] =
    cursor === undefined
      ? [[]]
      : await read(database, owner, (statements) => [statements.getOwner.execute({ owner })])
  const mark = cursor === undefined ? undefined : readBookmark(cursor, state?.cursorKey)
  const place: Place = mark ?? START
  const asked = { owner, ...placeOf(place), limit: limit + 1 }
  const [[now], gone, ...found] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.tombstonesSince.execute(asked),
    ...KINDS.map(
      (kind) =>
        statements.changedSince[kind].execute({ ...asked, id: lastSeenOf(kind, place) }) as Promise<
          AnyRow[]
        >,
    ),
  ])
  // Asked in the same moment as the tombstones: they may have been forgotten since the first look.
  if (mark !== undefined && Math.max(mark.version, mark.begun) < (now?.feedFrom ?? 0)) {
    throw new RefusalError('CURSOR_TOO_OLD')
  }
  const all: FeedItem[] = KINDS.flatMap((kind, index) =>
    (found[index] ?? []).map((row) => ({ kind, id: row.id, version: row.version, row })),
  )
  for (const { kind, id, version } of gone) {
    all.push({ kind: kind as Kind, id, version, row: undefined })
  }
  const seq = now?.seq ?? 0
  const items = all.sort(byPlace).slice(0, limit)
  const begun = mark?.begun ?? seq
  const cursorAt = (item: Place) => writeBookmark({ ...placeOf(item), begun }, now?.cursorKey)
  return {
    ...{ items, seq, cursorAt },
    cursor: cursorAt(items.at(-1) ?? place),
    hasMore: all.length > items.length,
  }
}

/** The page without an item behind everything that has changed by now. */
export async function readPresent(database: Database, owner: UserId): Promise<FeedPage> {
  const [[state]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
  ])
  const seq = state?.seq ?? 0
  const cursorAt = (place: Place) =>
    writeBookmark({ ...placeOf(place), begun: seq }, state?.cursorKey)
  const cursor = cursorAt({ version: seq, kind: LAST_KIND, id: GREATEST_ID })
  return { items: [], cursor, hasMore: false, seq, cursorAt }
}

function placeOf({ version, kind, id }: Place): Place {
  return { version, kind, id }
}

/** Of the version that the place is in, the last id of that kind that was seen. */
function lastSeenOf(kind: Kind, place: Place): string {
  if (kind === place.kind) return place.id
  return kind < place.kind ? GREATEST_ID : LEAST_ID
}

function byPlace(one: FeedItem, other: FeedItem): number {
  return one.version - other.version || byBytes(one.kind, other.kind) || byBytes(one.id, other.id)
}

/** Whoever has never written has no key: their feed is empty, and begins at the beginning. */
const NO_KEY = 'nothing yet'

function writeBookmark({ version, kind, id, begun }: Bookmark, key = NO_KEY): string {
  const seal = sealOf(key, ['feed', version, kind, id, begun])
  return Buffer.from(JSON.stringify([version, kind, id, begun, seal])).toString('base64url')
}

function readBookmark(text: string, key = NO_KEY): Bookmark {
  const [version, kind, id, begun, seal] = decode(text)
  const isWritten =
    typeof version === 'number' &&
    typeof kind === 'string' &&
    typeof id === 'string' &&
    typeof begun === 'number' &&
    typeof seal === 'string'
  if (!isWritten) throw new RefusalError('CURSOR_INVALID')
  const parts = ['feed', version, kind, id, begun]
  const isOfNobody = version === 0 && begun === 0 && isSealOf(seal, NO_KEY, parts)
  if (!isOfNobody && !isSealOf(seal, key, parts)) throw new RefusalError('CURSOR_INVALID')
  return { version, kind, id, begun }
}

function decode(text: string): unknown[] {
  if (!FORM.test(text)) return []
  try {
    const bytes = Buffer.from(text, 'base64url')
    // One spelling each: a decoder ignores what it can't use.
    if (bytes.toString('base64url') !== text) return []
    const value: unknown = JSON.parse(bytes.toString())
    return Array.isArray(value) && value.length === 5 ? value : []
  } catch {
    return []
  }
}
