// Holes in the streams of changes: what is told to whom, for how long, and without a gap.
import { edit, onTop } from '../../hole.ts'
import type { Edit, Hole, PlacedEdit } from '../../hole.ts'

const STREAM = 'events/stream.ts'
const HUB = 'events/hub.ts'
const ROOM = 'events/room.ts'

const hole = (id: string, says: string, ...edits: (Edit | PlacedEdit)[]): Hole => ({
  id,
  says,
  suite: 'unit',
  seenBy: 'a stream of changes|a stream ends|the streams of a replica',
  edits,
})

export const eventHoles: readonly Hole[] = [
  hole(
    'M43',
    'Whoever follows changes is told those of who was first.',
    onTop(ROOM, 'let first: UserId | undefined'),
    edit(
      ROOM,
      'readFeed(this.#database, this.#owner, { cursor',
      'readFeed(this.#database, (first ??= this.#owner), { cursor',
    ),
    edit(
      'changes/feed.ts',
      "if (!isOfNobody && !isSealOf(seal, key, parts)) throw new RefusalError('CURSOR_INVALID')",
      'void [isOfNobody, key]',
    ),
  ),
  hole(
    'X stream for ever',
    'A stream goes on when its token or its session has ended.',
    edit(
      STREAM,
      'if (reason !== undefined) this.end(reason)',
      "if (reason === 'restarting') this.end(reason)",
    ),
  ),
  hole(
    'X stream a little longer',
    'What changed before a session ended is told after it.',
    edit(STREAM, 'if (!(await this.check())) return\n        this.#take(page)', 'this.#take(page)'),
  ),
  hole(
    'X stream of another session',
    'When a session ends, its streams are not judged.',
    edit(HUB, 'for (const stream of room.streams) void stream.check()', 'void room.streams'),
  ),
  hole(
    'X stream of any number',
    'A person may have any number of streams.',
    edit(HUB, '>= MAX_STREAMS_EACH)', '>= MAX_STREAMS_EACH * 1e6)'),
  ),
  hole(
    'X stream with a gap',
    'Whoever goes on after one event of a page misses the others.',
    edit(
      STREAM,
      "frame('change', toData(item), cursorAt(item))",
      "frame('change', toData(item), cursor)",
    ),
  ),
  hole(
    'X stream that does not look',
    'What was changed while nobody could tell it is not found.',
    edit(HUB, 'onGap: () => void this.#lookAtAll()', 'onGap: () => undefined'),
  ),
  hole(
    'X stream of a reader who is stuck',
    'Who does not read is kept for ever.',
    edit(
      STREAM,
      '(this.#stuckBeats += 1) > MAX_STUCK_BEATS',
      '(this.#stuckBeats += 1) > MAX_STUCK_BEATS * 1e6',
    ),
  ),
  hole(
    'X stream of any size',
    'Everything that waits for a slow reader is kept for it.',
    edit(
      STREAM,
      'return (this.#controller.desiredSize ?? 0) <= 0',
      'return (this.#controller.desiredSize ?? 0) <= -1e12',
    ),
  ),
  hole(
    'X stream of one who left',
    'A stream whose reader is gone is kept.',
    edit(HUB, 'room.streams.delete(stream)', 'void stream'),
  ),
  hole(
    'X stream after erasure',
    'Who follows what was erased is not told to begin anew.',
    edit(
      STREAM,
      "error instanceof RefusalError ? 'begin-anew' : 'unavailable'",
      "error instanceof RefusalError ? 'unavailable' : 'unavailable'",
    ),
  ),
]
