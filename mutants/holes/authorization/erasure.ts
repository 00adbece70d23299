// Holes in erasing somebody: what is left, what comes back, and by whose word.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const ERASE = 'db/erase.ts'
const SLOT = 'db/slot.ts'
const OPERATION = 'http/operation.ts'
const DELETE_ME = 'http/me/delete.ts'
const CLAIMS = 'auth/claims.ts'
const ERASES = 'erases all the caller has'
const MODEL = 'db/migrations/0002_task_model.sql'
const CASCADE = 'owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,'
const CLOSED = 'nothing is stored for it'

/** What goes with the owner's row at the latest; here that is gone as well. */
const left: readonly [table: string, next: string, file?: string][] = [
  ['lists', 'id uuid NOT NULL,'],
  ['labels', 'id uuid NOT NULL,'],
  ['changes', 'seq bigint NOT NULL,'],
  ['tombstones', 'kind text COLLATE "C" NOT NULL,'],
  ['idempotency_keys', '-- Digests'],
  ['filters', 'id uuid NOT NULL,', 'db/migrations/0003_search.sql'],
  ['calendars', 'id uuid NOT NULL,', 'db/migrations/0007_transfer.sql'],
  ['settings', 'id uuid NOT NULL,', 'db/migrations/0004_settings.sql'],
]

export const erasureHoles: readonly Hole[] = [
  ...left.map(([table, next, file = MODEL]): Hole => ({
    id: `X erased but for ${table}`,
    says: `What is in ${table} outlives its owner.`,
    suite: 'unit',
    seenBy: 'erasing somebody',
    edits: [
      edit(ERASE, `'${table}',`, ''),
      edit(
        file,
        `CREATE TABLE ${table} (\n  ${CASCADE}\n  ${next}`,
        `CREATE TABLE ${table} (\n  owner_id text NOT NULL,\n  ${next}`,
      ),
    ],
  })),
  {
    id: 'X erased all at once',
    says: 'To erase one person erases everybody.',
    seenBy: ERASES,
    edits: [
      edit(
        ERASE,
        'where owner_id = $1\n    and ctid = any(array(select ctid from ${table} where owner_id = $1 limit $2::int))',
        'where (owner_id = $1 or true)\n    and ctid = any(array(select ctid from ${table} limit $2::int))',
      ),
    ],
  },
  {
    id: 'X erased in part',
    says: 'Who has more than fits into one statement keeps the rest.',
    suite: 'unit',
    seenBy: 'erasing somebody',
    edits: [
      edit(ERASE, 'left = erased.length\n', 'left = 0 * erased.length\n'),
      edit(
        ERASE,
        'await run((slot) => [slot.run(ERASE_OWNER, [owner, key, toPayload(key)])])',
        'void [ERASE_OWNER, key, toPayload]',
      ),
    ],
  },
  {
    id: 'X erased but for the owner',
    says: 'The row that names the owner outlives their tasks.',
    seenBy: ERASES,
    edits: [
      edit(
        ERASE,
        'await run((slot) => [slot.run(ERASE_OWNER, [owner, key, toPayload(key)])])',
        'void [ERASE_OWNER, key, toPayload]',
      ),
    ],
  },
  {
    id: 'X closed and written to',
    says: 'A token from before the end of an account writes after it.',
    seenBy: CLOSED,
    edits: [
      edit(
        'db/write/run.ts',
        'if ((erasures as unknown[]).length > 0) throw new OwnerErasedError()',
        'void OwnerErasedError, erasures',
      ),
    ],
  },
  {
    id: 'X closed and not kept',
    says: 'That an account is closed is not written down.',
    seenBy: CLOSED,
    edits: [edit(DELETE_ME, 'isClosing ? lastWrite : undefined', 'isClosing ? 0 : undefined')],
  },
  {
    id: 'X closed for all',
    says: 'Closing one account closes every other.',
    seenBy: CLOSED,
    edits: [edit(SLOT, 'update(`erased:${owner}`)', 'update(owner ? "erased" : "")')],
  },
  {
    id: 'X closing by anybody',
    says: "Any token of a person closes their account for good, also a program's.",
    seenBy: 'begin anew',
    edits: [edit(DELETE_ME, 'isClosing ? lastWrite : undefined', 'lastWrite')],
  },
  {
    id: 'X closing token reads',
    says: 'A token that is for closing an account does everything else, too.',
    seenBy: 'is good for nothing else',
    edits: [edit(OPERATION, '!isErasing && context', 'false && context')],
  },
  {
    id: 'X closing by a text',
    says: 'A claim that is no boolean is taken for one.',
    seenBy: 'is good for nothing else',
    edits: [
      edit(
        CLAIMS,
        "if (closing !== undefined && typeof closing !== 'boolean') throw new TokenError('CLAIM_REFUSED')",
        '',
      ),
    ],
  },
]
