// Holes in erasing somebody: what is left, what comes back, and by whose word.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const TRANSACTIONS = 'db/transactions.ts'
const SLOT = 'db/slot.ts'
const OPERATION = 'http/operation.ts'
const DELETE_ME = 'http/me/delete.ts'
const CLAIMS = 'auth/claims.ts'
const ERASES = 'erases all the caller has'
const CLOSED = 'nothing is stored for it'

export const erasureHoles: readonly Hole[] = [
  {
    id: 'X erased but for the owner',
    says: 'The row that names the owner outlives their tasks.',
    seenBy: ERASES,
    edits: [
      edit(
        TRANSACTIONS,
        'await run(({ statements }) => [statements.eraseOwner.execute({ owner })])',
        '',
      ),
    ],
  },
  {
    id: 'X closed and written to',
    says: 'A token from before the end of an account writes after it.',
    seenBy: CLOSED,
    edits: [
      edit(
        TRANSACTIONS,
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
