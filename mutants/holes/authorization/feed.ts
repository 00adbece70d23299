// Holes in the seal of a cursor of the changes: changes/feed.ts.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const FEED = 'changes/feed.ts'
const SEEN = 'conformance-changes|isolation-twins'
const PARTS = "['feed', version, kind, id, begun]"

export const feedCursorHoles: readonly Hole[] = [
  ...['version', 'kind', 'id', 'begun'].map((part): Hole => ({
    id: `X feed cursor not sealed with ${part}`,
    says: `A cursor of the changes may be given another ${part}.`,
    seenBy: SEEN,
    edits: [edit(FEED, PARTS, PARTS.replace(part, "'any'"), 2)],
  })),
  {
    id: 'X feed cursor with any seal',
    says: 'The seal of a cursor of the changes is not checked.',
    seenBy: SEEN,
    edits: [
      edit(
        FEED,
        "if (!isOfNobody && !isSealOf(seal, key, parts)) throw new RefusalError('CURSOR_INVALID')",
        'void [isOfNobody, key]',
      ),
    ],
  },
  {
    id: 'X feed cursor of anyone',
    says: 'A cursor of the changes is good for everybody.',
    seenBy: SEEN,
    edits: [
      edit(FEED, 'sealOf(key, [', 'sealOf(key.slice(0, 0), ['),
      edit(FEED, '!isSealOf(seal, key, parts)', '!isSealOf(seal, key.slice(0, 0), parts)'),
    ],
  },
  {
    id: 'X feed cursor in several spellings',
    says: 'A cursor of the changes may be spelt in several ways.',
    seenBy: SEEN,
    edits: [edit(FEED, "if (bytes.toString('base64url') !== text) return []", '')],
  },
  {
    id: 'X feed cursor as a place',
    says: 'What a cursor of the changes says is believed before its seal is read.',
    seenBy: SEEN,
    edits: [
      edit(
        FEED,
        "    typeof seal === 'string'\n  if (!isWritten) throw new RefusalError('CURSOR_INVALID')",
        "    true\n  if (!isWritten) throw new RefusalError('CURSOR_INVALID')\n  if (typeof seal !== 'string' || seal === '') return { version, kind, id, begun }",
      ),
    ],
  },
]
