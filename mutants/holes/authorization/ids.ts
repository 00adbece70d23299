// Holes in what an id may be, and in what a body may set.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const CREATE = 'tasks/create.ts'
const PRECONDITION = 'model/precondition.ts'
const RECORD = 'http/record-schema.ts'
const SEARCH = 'db/migrations/0003_search.sql'
const MODEL = 'db/migrations/0002_task_model.sql'
const ETAG = 'http/etag.ts'
const MIGRATION = 'db/migrations/0000_tasks.sql'

const takers = {
  list: 'lists/create.ts',
  section: 'sections/create.ts',
  label: 'labels/create.ts',
  filter: 'saved-filters/create.ts',
  calendar: 'calendars/create.ts',
}

export const idHoles: readonly Hole[] = [
  {
    id: 'X id key',
    says: 'An id that another user has cannot be used.',
    seenBy: 'I20',
    edits: [
      edit(MIGRATION, 'PRIMARY KEY (owner_id, id),', 'PRIMARY KEY (owner_id, id), UNIQUE (id),'),
    ],
  },
  ...['lists', 'sections', 'labels', 'filters'].map((table): Hole => ({
    id: `X id key of ${table}`,
    says: `An id that another user has cannot be used for ${table}.`,
    seenBy: 'I20|isolation-twins',
    edits: [edit(SEARCH, 'END LOOP;', `END LOOP;\n  ALTER TABLE ${table} ADD UNIQUE (id);`)],
  })),
  {
    id: 'X label name key',
    says: 'A name that a label of another user has cannot be used.',
    seenBy: 'isolation-twins',
    edits: [edit(MODEL, 'UNIQUE (owner_id, name_key)', 'UNIQUE (name_key)')],
  },
  {
    id: 'X position key',
    says: 'A place in the order that another user has cannot be used.',
    seenBy: 'I20|Location',
    edits: [edit(MODEL, 'DISTINCT (owner_id, list_id, position)', 'DISTINCT (list_id, position)')],
  },
  {
    id: 'X id taken',
    says: 'An id of one’s own that is taken is overwritten.',
    seenBy: 'bring the id|I20',
    edits: [edit(CREATE, "requireFree(workspace, 'task', id)", 'void requireFree')],
  },
  ...Object.entries(takers).map(([kind, file]): Hole => ({
    id: `X id taken by a ${kind}`,
    says: `An id of one’s own that a ${kind} has is overwritten.`,
    seenBy: 'an id that is taken',
    edits: [edit(file, `requireFree(workspace, '${kind}', id)`, 'void requireFree')],
  })),
  {
    id: 'X precondition first',
    says: 'A precondition on a task that is not there fails as one.',
    seenBy: 'I28',
    edits: [
      edit(
        PRECONDITION,
        "if (row === undefined) throw new RefusalError('NOT_FOUND')",
        "if (row === undefined) throw new RefusalError(expected === undefined ? 'NOT_FOUND' : 'CHANGED')",
      ),
    ],
  },
  {
    id: 'X any version there',
    says: 'If-None-Match: * on a read is answered before anything is looked up.',
    seenBy: 'I28|I13',
    edits: [
      edit(
        'http/tasks/get.ts',
        'const row = await getTask(',
        "if (context.req.header('if-none-match') === '*') return answerEmpty(context, 304, { etag: '\"1\"', 'cache-control': REVALIDATE })\n    const row = await getTask(",
      ),
    ],
  },
  {
    id: 'X tag without owner',
    says: 'The ETag of a list is the same for two people with as many changes.',
    seenBy: 'I37|I58|shared cache|proxy|tag',
    edits: [
      edit(
        ETAG,
        "${createHash('sha256').update(named).digest('base64url').slice(0, 10)}",
        "${createHash('sha256').update(named.slice(owner.length)).digest('base64url').slice(0, 10)}",
      ),
    ],
  },
  {
    id: 'X tag with subject',
    says: 'The ETag of a list shows the subject.',
    seenBy: 'I37|I58|tag|subject',
    edits: [
      edit(
        ETAG,
        "createHash('sha256').update(named).digest('base64url').slice(0, 10)",
        "createHash('sha256').update(named).digest('base64url').slice(0, 0) + owner",
      ),
    ],
  },
  {
    id: 'X tag of any list',
    says: 'Any ETag of a list is good for a 304.',
    seenBy: 'not sent again',
    edits: [
      edit(
        ETAG,
        "candidate.replace(/^W\\//, '') === opaque",
        "candidate.replace(/^W\\//, '').length === opaque.length",
      ),
    ],
  },
  {
    id: 'X id in capitals',
    says: 'An id may be in capitals.',
    seenBy: 'I11|canonical UUIDv7',
    edits: [edit(RECORD, '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i')],
  },
  {
    id: 'X id followed by anything',
    says: 'An id may be followed by anything.',
    seenBy: 'I11',
    edits: [
      edit(RECORD, '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', '[89ab][0-9a-f]{3}-[0-9a-f]{12}/'),
      edit(
        RECORD,
        "  .openapi({ format: 'uuid', pattern: UUID_V7.source,",
        "  .transform((id) => id.slice(0, 36))\n  .openapi({ type: 'string', format: 'uuid', pattern: `${UUID_V7.source}$`,",
      ),
    ],
  },
  {
    id: 'X id with blanks',
    says: 'Blanks around an id are dropped.',
    seenBy: 'I11',
    edits: [
      edit(
        'http/operation.ts',
        'schema.safeParse(context.req.param())',
        'schema.safeParse(Object.fromEntries(Object.entries(context.req.param()).map(([name, value]) => [name, String(value).trim()])))',
      ),
    ],
  },
]
