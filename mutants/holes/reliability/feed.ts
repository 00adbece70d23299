// Holes in the changes that others follow: what is left out, what comes twice, what is out of order.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const FEED = 'changes/feed.ts'
const JOURNAL = 'db/journal-statements.ts'
const APPLY = 'db/write/apply.ts'
const LAST = 'return kind < place.kind ? GREATEST_ID : LEAST_ID'
const PLACE = 'cursor: cursorAt(items.at(-1) ?? place)'

const hole = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X feed ${id}`,
  says,
  seenBy: 'conformance-changes',
  edits,
})

const unit = (one: Hole): Hole => ({ ...one, suite: 'unit', seenBy: 'the feed|the trash' })

export const feedHoles: readonly Hole[] = [
  hole(
    'without tombstones',
    'What is gone for good is not told.',
    edit(
      FEED,
      'all.push({ kind: kind as Kind, id, version, row: undefined })',
      'void [kind, id, version]',
    ),
  ),
  hole(
    'without the trash',
    'What goes to the trash is not told.',
    edit(
      FEED,
      '(found[index] ?? []).map(',
      "(found[index] ?? []).filter((row) => !('deletedAt' in row) || row.deletedAt === null).map(",
    ),
  ),
  hole(
    'with tombstones of the living',
    'What comes back is told as gone as well.',
    edit(APPLY, 'and id in (select id from given))', 'and id in (select id from given) and false)'),
  ),
  unit(
    hole(
      'that skips within a change',
      'Of one large change, what is on the next page is left out.',
      edit(FEED, LAST, 'return kind.length === 0 ? LEAST_ID : GREATEST_ID'),
    ),
  ),
  unit(
    hole(
      'that repeats within a change',
      'Of one large change, what was on the page before comes again.',
      edit(FEED, LAST, 'return kind.length === 0 ? GREATEST_ID : LEAST_ID'),
      edit(FEED, 'if (kind === place.kind) return place.id', ''),
    ),
  ),
  hole(
    'that repeats its last',
    'A page begins with the last task of the one before.',
    edit(
      JOURNAL,
      'sql`(${tasks.version}, ${tasks.id}) > (',
      'sql`(${tasks.version}, ${tasks.id}) >= (',
    ),
  ),
  hole(
    'that skips to the newest',
    'The cursor of a page that is not the last is that of the last.',
    edit(FEED, PLACE, 'cursor: cursorAt({ ...(items.at(-1) ?? place), version: seq })'),
  ),
  hole(
    'that stands still',
    'The cursor of a page is the one that was asked with.',
    edit(FEED, PLACE, 'cursor: cursorAt(place)'),
  ),
  hole(
    'without an end',
    'There is always more.',
    edit(FEED, 'hasMore: all.length > items.length', 'hasMore: all.length >= items.length'),
  ),
  hole(
    'without a next page',
    'A page that is not the last says that it is.',
    edit(FEED, 'hasMore: all.length > items.length', 'hasMore: all.length > items.length + limit'),
  ),
  hole(
    'by kind',
    'What changed is told by kind, and not in the order in which it changed.',
    edit(FEED, 'return one.version - other.version || byBytes', 'return byBytes'),
  ),
  ...['calendar', 'filter', 'label', 'list', 'section', 'setting', 'task'].map((kind): Hole =>
    hole(
      `without each ${kind}`,
      `A ${kind} that changes is not told.`,
      edit(
        FEED,
        '...KINDS.map(\n      (kind) =>',
        `...KINDS.map((kind) => kind === '${kind}' ? Promise.resolve([] as AnyRow[]) :`,
      ),
    ),
  ),
  unit(
    hole(
      'from before its memory',
      'A cursor from before what is remembered is good, and what is gone since is never told.',
      edit(FEED, 'mark.begun) < (now?.feedFrom ?? 0)', 'mark.begun) < (now?.feedFrom ?? 0) * 0'),
    ),
  ),
  unit(
    hole(
      'that never ends once something was forgotten',
      'Whoever begins after something was forgotten is refused on the way to the present.',
      edit(FEED, 'Math.max(mark.version, mark.begun)', 'mark.version'),
    ),
  ),
  hole(
    'with a tag that stays',
    'The changes have the same ETag for ever.',
    edit(FEED, '...{ items, seq, cursorAt },', '...{ items, seq: Math.min(seq, 1), cursorAt },'),
  ),
]
