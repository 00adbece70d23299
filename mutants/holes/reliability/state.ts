// Holes in versions, the order of a list, and what a refused write leaves behind.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const RUN = 'db/write/run.ts'
const WORKSPACE = 'db/write/workspace.ts'
const STATEMENTS = 'db/statements.ts'
const LIST = 'db/list-statements.ts'
const ETAG = 'http/etag.ts'
const PRECONDITION = 'model/precondition.ts'
const VERSIONS = 'versions grow|two writers|not sent again'
const PAGES = 'are whole|show each task once|fifty'

export const stateHoles: readonly Hole[] = [
  {
    id: 'X weak If-Match',
    says: 'A weak tag is good for a change.',
    seenBy: VERSIONS,
    edits: [edit(ETAG, '/^"(\\d{1,16})"$/.exec(tag)', '/^(?:W\\/)?"(\\d{1,16})"$/.exec(tag)')],
  },
  {
    id: 'X malformed If-Match',
    says: 'An If-Match that nobody can read asks for nothing.',
    seenBy: VERSIONS,
    edits: [
      edit(
        ETAG,
        'return new Set(versions.map(Number))',
        'return versions.length === 0 ? undefined : new Set(versions.map(Number))',
      ),
    ],
  },
  {
    id: 'X later If-Match',
    says: 'A version that is still to come is good for a change.',
    seenBy: VERSIONS,
    edits: [
      edit(
        PRECONDITION,
        '!expected.has(row.version)',
        '!Array.from(expected).some((one) => one >= row.version)',
      ),
    ],
  },
  {
    id: 'X judged before the lock',
    says: 'A precondition is judged before the owner is locked.',
    seenBy: 'X16',
    edits: [
      edit(
        RUN,
        'slot.statements.advanceSeq.execute({ owner }),\n    slot.findErasure(owner),\n    ...foresee.map((load) => load.run(slot.statements, owner)),',
        '...foresee.map((load) => load.run(slot.statements, owner)),\n    slot.findErasure(owner),\n    slot.statements.advanceSeq.execute({ owner }),',
      ),
      edit(
        RUN,
        'const [advanced, erasures, ...answers] = settled.slice(opening.length)',
        'const answers: unknown[] = settled.slice(opening.length, -2)\n  const [erasures, advanced]: unknown[] = settled.slice(-2)',
      ),
    ],
  },
  {
    id: 'X version stays',
    says: 'An update leaves the version as it is.',
    seenBy: VERSIONS,
    edits: [
      edit(
        WORKSPACE,
        'version: seq,\n    } as unknown as RowOf[K]',
        'version: before?.version ?? seq,\n    } as unknown as RowOf[K]',
      ),
    ],
  },
  {
    id: 'X version of nothing',
    says: 'A patch that changes nothing makes a new version.',
    seenBy: 'X17',
    edits: [
      edit(WORKSPACE, 'if (before !== undefined && isUnchanged(before, after)) return before', ''),
      edit(
        WORKSPACE,
        'if (row === undefined ? before === undefined : isUnchanged(before, row)) return []',
        'if (row === undefined && before === undefined) return []\n      void isUnchanged',
      ),
    ],
  },
  {
    id: 'X seq of a refusal',
    says: 'A refused write advances the sequence.',
    seenBy: 'I25|versions grow|T107|I28',
    edits: [
      edit(
        RUN,
        '} catch (error) {\n    await slot.rollback().catch(rethrow)',
        '} catch (error) {\n    await slot.commit().catch(rethrow)',
      ),
    ],
  },
  {
    id: 'X seq of nothing',
    says: 'A patch that changes nothing advances the sequence.',
    seenBy: 'X17',
    edits: [
      edit(
        RUN,
        'if (changes.length === 0 && keep === undefined) {\n    await slot.rollback().catch(rethrow)',
        'if (changes.length === 0 && keep === undefined) {\n    await slot.commit().catch(rethrow)',
      ),
    ],
  },
  {
    id: 'X change lost',
    says: 'A change that reached no row is called done.',
    suite: 'unit',
    seenBy: 'reached no row',
    edits: [edit('db/write/reach.ts', 'select 1 / (count(*) = ${expected})::int', 'select 1')],
  },
  {
    id: 'X list tag',
    says: 'The ETag of a list stays while the list changes.',
    seenBy: 'not sent again',
    edits: [
      edit(
        'tasks/list.ts',
        'return { rows, nextCursor, seq: state?.seq ?? 0, asOf: asOf(question) }',
        'return { rows, nextCursor, seq: Math.min(state?.seq ?? 0, 1), asOf: asOf(question) }',
      ),
      edit('tasks/list.ts', 'return state?.seq ?? 0\n}', 'return Math.min(state?.seq ?? 0, 1)\n}'),
    ],
  },
  {
    id: 'X tag later than its page',
    says: "A list's ETag is read after its rows.",
    seenBy: 'not sent again',
    edits: [
      edit(
        'tasks/list.ts',
        'const [[state], rows] = await read(database, owner, (statements) => [\n      statements.getOwner.execute({ owner }),\n      statements.listTasks(owner, withOneMore(rest)),\n    ])',
        'const [rows, [state]] = await read(database, owner, (statements) => [\n      statements.listTasks(owner, withOneMore(rest)),\n      statements.getOwner.execute({ owner }),\n    ])',
      ),
    ],
    equivalent: 'all statements of one read see one moment',
  },
  {
    id: 'X no tie-break',
    says: 'Tasks with the same key come in any order.',
    seenBy: PAGES,
    edits: [edit(LIST, ', sql`${tasks.id} ${sql.raw(order)}`', '')],
  },
  {
    id: 'X tie-break upside down',
    says: 'Ties are broken against the order.',
    seenBy: PAGES,
    edits: [
      edit(
        LIST,
        'sql`${tasks.id} ${sql.raw(order)}`',
        "sql`${tasks.id} ${sql.raw(order === 'asc' ? 'desc' : 'asc')}`",
      ),
    ],
  },
  {
    id: 'X page begins early',
    says: 'A page begins with the last task of the one before.',
    seenBy: PAGES,
    edits: [edit(LIST, "order === 'asc' ? '>' : '<'", "order === 'asc' ? '>=' : '<='")],
  },
  {
    id: 'X page without a next',
    says: 'The last full page has no next one.',
    seenBy: PAGES,
    edits: [edit('tasks/list.ts', 'limit: question.limit + 1', 'limit: question.limit')],
  },
  {
    id: 'X due without a moment first',
    says: 'Tasks without a due moment come first in one order.',
    seenBy: PAGES,
    edits: [edit('db/due-key.ts', "is null then '-infinity' else", "is null then 'infinity' else")],
  },
  {
    id: 'X counts',
    says: 'Done tasks are counted as open.',
    seenBy: 'counted|client',
    edits: [edit('me/summarize.ts', 'open: total - done', 'open: total')],
  },
  {
    id: 'X completedAt',
    says: 'Reopening a task keeps when it was completed.',
    seenBy: 'completing',
    edits: [
      edit(
        'tasks/task.ts',
        "fields.status === 'done' ? (completedAt ?? now) : null",
        "fields.status === 'done' ? (completedAt ?? now) : completedAt",
      ),
    ],
  },
  {
    id: 'X time zone',
    says: 'A zoned due moment is kept in UTC.',
    seenBy: 'due moment',
    edits: [edit('tasks/due.ts', 'dueTimeZone: due.timeZone,', "dueTimeZone: 'UTC',")],
  },
  {
    id: 'X lock',
    says: 'Writes of one owner run at once.',
    suite: 'unit',
    seenBy: 'concurrent writes',
    edits: [
      edit(
        STATEMENTS,
        'set: { seq: sql`${owners.seq} + 1` }',
        'set: { seq: sql`${owners.seq} + 0` }',
      ),
    ],
  },
  {
    id: 'X upkeep without tombstones',
    says: 'Upkeep is not told that something went for good.',
    suite: 'unit',
    seenBy: 'is told of everything',
    edits: [
      edit(
        'db/upkeep/aging.ts',
        'case when $10::text::boolean then',
        'case when $10::text::boolean and false then',
      ),
    ],
  },
]
