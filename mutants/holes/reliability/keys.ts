// Holes in Idempotency-Key: http/write.ts and db/write/idempotency.ts.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const WRITE = 'http/write.ts'
const KEYS = 'db/write/idempotency.ts'
const RUN = 'db/write/run.ts'
const SEEN = 'conformance-idempotency'
const UNIT = 'a request with a key'
const REQUEST = 'JSON.stringify([operationId, context.req.path, body])'
const FINISH = 'await finish(slot, writer, workspace, keepAnswer(key, answer))'

export const keyHoles: readonly Hole[] = [
  {
    id: 'M41',
    says: 'An Idempotency-Key is looked up for everybody.',
    seenBy: SEEN,
    edits: [
      edit(
        'db/journal-statements.ts',
        'eq(idempotencyKeys.ownerId, owner),',
        'sql`${owner}::text is not null`,',
      ),
    ],
  },
  {
    id: 'X key passed over',
    says: 'An Idempotency-Key is not regarded.',
    seenBy: SEEN,
    edits: [edit(WRITE, "context.req.method === 'POST' ?", "context.req.method === '' ?")],
  },
  {
    id: 'X key of any form',
    says: 'An Idempotency-Key may have any form and length.',
    seenBy: SEEN,
    edits: [
      edit(WRITE, 'name !== undefined && !KEY.test(name)', "name === '\\n' && !KEY.test(name)"),
    ],
  },
  {
    id: 'X key for any body',
    says: 'A key answers another body as it answered the first.',
    seenBy: SEEN,
    edits: [edit(WRITE, REQUEST, 'JSON.stringify([operationId, context.req.path])')],
  },
  {
    id: 'X key for any path',
    says: 'A key answers for one task as it answered for another.',
    seenBy: SEEN,
    edits: [edit(WRITE, REQUEST, 'JSON.stringify([operationId, body])')],
  },
  {
    id: 'X key for any operation',
    says: 'A key answers any request as it answered the first.',
    seenBy: SEEN,
    edits: [
      edit(
        KEYS,
        'if (kept.fingerprint === digest(key.request)) return',
        'if (kept.fingerprint !== digest(key.key)) return',
      ),
    ],
  },
  {
    id: 'X key answered anew',
    says: 'A key that has come before is done again.',
    seenBy: SEEN,
    edits: [edit(RUN, 'if (kept !== undefined) {', "if (kept?.body === '') {")],
  },
  {
    id: 'X key without its headers',
    says: 'What is answered again lacks its headers.',
    seenBy: SEEN,
    edits: [
      edit(
        KEYS,
        'return kept.answer as KeptAnswer',
        'return { ...(kept.answer as KeptAnswer), headers: {} }',
      ),
    ],
  },
  {
    id: 'X key with another status',
    says: 'What is answered again has another status.',
    seenBy: SEEN,
    edits: [
      edit(
        KEYS,
        'return kept.answer as KeptAnswer',
        'return { ...(kept.answer as KeptAnswer), status: 200 }',
      ),
    ],
  },
  {
    id: 'X key kept in the clear',
    says: 'An Idempotency-Key is kept as it came.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [
      edit(
        KEYS,
        'const values = [digest(key.key), digest(key.request),',
        'const values = [key.key, digest(key.request),',
      ),
      edit(KEYS, 'execute({ owner, key: digest(key.key) })', 'execute({ owner, key: key.key })'),
    ],
  },
  {
    id: 'X key twice at once',
    says: 'Two requests with one key at the same time are both done.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [edit(KEYS, 'if (claimed[0]?.free === true) return', 'if (claimed.length >= 0) return')],
  },
  {
    id: 'X key of somebody else in flight',
    says: 'A key that somebody else is using at the moment is taken.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [edit(KEYS, '[`${owner} ${digest(key.key)}`]', '[digest(key.key)]')],
  },
  {
    id: 'X key for ever',
    says: 'A key is good for longer than a day.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [edit('db/journal-statements.ts', "interval '24 hours'", "interval '24 years'")],
  },
  {
    id: 'X key for a moment',
    says: 'A key is forgotten after an hour.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [edit('db/journal-statements.ts', "interval '24 hours'", "interval '1 hour'")],
  },
  {
    id: 'X key kept before its change',
    says: 'An answer is kept in a transaction of its own: a change that fails then is called done.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [
      edit(
        RUN,
        FINISH,
        `await database.use(async (other) => {
        await settle([other.begin('default'), other.setOwner(writer.owner), keepAnswer(key, answer)(other, writer), other.commit()])
      })
      await finish(slot, writer, workspace)`,
      ),
    ],
  },
  {
    id: 'X key kept after its change',
    says: 'An answer is kept after the commit of its change: a crash in between does it twice.',
    suite: 'unit',
    seenBy: UNIT,
    edits: [
      edit(
        RUN,
        FINISH,
        `await finish(slot, writer, workspace)
      await settle([slot.begin('default'), slot.setOwner(writer.owner), keepAnswer(key, answer)(slot, writer), slot.commit()])`,
      ),
    ],
  },
]
