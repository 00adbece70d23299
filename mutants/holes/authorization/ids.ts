// Holes in what an id may be, and in what a body may set.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const CREATE = 'tasks/create.ts'
const UPDATE = 'tasks/update.ts'
const SCHEMA = 'http/tasks/schema.ts'
const PRECONDITION = 'tasks/precondition.ts'
const ETAG = 'http/etag.ts'
const MIGRATION = 'db/migrations/0000_tasks.sql'
const HANDLE_CREATE = 'http/tasks/create.ts'
const HANDLE_UPDATE = 'http/tasks/update.ts'

const SERVER_SET: readonly [member: string, value: string][] = [
  ['ownerId', 'String(given)'],
  ['version', 'Number(given)'],
  ['createdAt', 'String(given)'],
  ['updatedAt', 'String(given)'],
  ['position', 'String(given)'],
  ['completedAt', 'String(given)'],
]

/** A strict object that lets members through which it does not know. */
const loose = (name: string): Edit =>
  edit(
    SCHEMA,
    `export const ${name} = z\n  .strictObject({`,
    `export const ${name} = z\n  .looseObject({`,
  )

function assignable(member: string, value: string): Hole[] {
  const given = `(body as Record<string, unknown>)['${member}']`
  const set = `...(extra === undefined ? {} : { ${member}: ${value.replace('given', 'extra')} }),`
  const ownerOf =
    member === 'ownerId'
      ? [
          edit(
            'db/transactions.ts',
            'const row = { ...after, owner }',
            'const row = { ...after, owner: after.ownerId }',
          ),
        ]
      : []
  return [
    {
      id: `M37 create ${member}`,
      says: `A new task takes ${member} from its body.`,
      seenBy: 'I18',
      edits: [
        loose('TaskCreate'),
        edit(
          HANDLE_CREATE,
          'createTask(database, user, { id, title, notes, priority, due, status })',
          `createTask(database, user, { id, title, notes, priority, due, status }, ${given})`,
        ),
        edit(
          CREATE,
          '{ id = uuidv7(), ...fields }: NewTask,',
          '{ id = uuidv7(), ...fields }: NewTask,\n  extra?: unknown,',
        ),
        edit(CREATE, 'version: seq,', `version: seq,\n        ${set}`),
        ...ownerOf,
      ],
    },
    {
      id: `M37 update ${member}`,
      says: `A patch sets ${member}.`,
      seenBy: 'I18|I26',
      edits: [
        loose('TaskPatch'),
        edit(
          HANDLE_UPDATE,
          "priority: priority === null ? 'none' : priority,\n      },\n    })",
          `priority: priority === null ? 'none' : priority,\n      },\n    }, ${given})`,
        ),
        edit(
          HANDLE_UPDATE,
          'const { notes, priority, ...rest } = body',
          'const { notes, priority, title, due, status } = body\n    const rest = { title, due, status }',
        ),
        edit(
          UPDATE,
          '{ id, expected, patch }: TaskUpdate,',
          '{ id, expected, patch }: TaskUpdate,\n  extra?: unknown,',
        ),
        edit(
          UPDATE,
          'if (isDeepStrictEqual(fields, patched)) return undefined',
          'if (isDeepStrictEqual(fields, patched) && extra === undefined) return undefined',
        ),
        edit(UPDATE, 'updatedAt: now, version: seq }', `updatedAt: now, version: seq, ${set} }`),
        ...ownerOf,
      ],
    },
  ]
}

export function idHoles(): Hole[] {
  return [...SERVER_SET.flatMap(([member, value]) => assignable(member, value)), ...fixed]
}

const fixed: readonly Hole[] = [
  {
    id: 'M37 unknown members on create',
    says: 'Members that nobody knows are passed over when a task is made.',
    seenBy: 'I18|I19',
    edits: [
      edit(
        SCHEMA,
        'export const TaskCreate = z\n  .strictObject({',
        'export const TaskCreate = z\n  .object({',
      ),
    ],
  },
  {
    id: 'M37 unknown members on update',
    says: 'Members that nobody knows are passed over when a task is changed.',
    seenBy: 'I18|I19',
    edits: [
      edit(
        SCHEMA,
        'export const TaskPatch = z\n  .strictObject({',
        'export const TaskPatch = z\n  .object({',
      ),
    ],
  },
  {
    id: 'X id key',
    says: 'An id that another user has cannot be used.',
    seenBy: 'I20',
    edits: [edit(MIGRATION, 'PRIMARY KEY (owner_id, id),', 'PRIMARY KEY (id),')],
  },
  {
    id: 'X position key',
    says: 'A place in the order that another user has cannot be used.',
    seenBy: 'I20|Location',
    edits: [edit(MIGRATION, 'UNIQUE (owner_id, position),', 'UNIQUE (position),')],
  },
  {
    id: 'X id taken',
    says: 'An id of one’s own that is taken is overwritten.',
    seenBy: 'bring the id|I20',
    edits: [
      edit(
        CREATE,
        "if (existing.length > 0) throw new TaskError('TASK_ID_TAKEN')",
        'void TaskError',
      ),
      edit(
        'db/statements.ts',
        ".returning({ id: tasks.id })\n      .prepare('insert_task')",
        ".onConflictDoUpdate({ target: [tasks.ownerId, tasks.id], set: CHANGEABLE })\n      .returning({ id: tasks.id })\n      .prepare('insert_task')",
      ),
    ],
  },
  {
    id: 'X precondition first',
    says: 'A precondition on a task that is not there fails as one.',
    seenBy: 'I28',
    edits: [
      edit(
        PRECONDITION,
        "if (row === undefined) throw new TaskError('TASK_NOT_FOUND')",
        "if (row === undefined) throw new TaskError(expected === undefined ? 'TASK_NOT_FOUND' : 'TASK_CHANGED')",
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
        "`W/\"${seq}-${createHash('sha256').update(owner).digest('base64url').slice(0, 10)}\"`",
        "`W/\"${seq}-${createHash('sha256').update(owner).digest('base64url').slice(0, 0)}\"`",
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
        "createHash('sha256').update(owner).digest('base64url').slice(0, 10)",
        "createHash('sha256').update(owner).digest('base64url').slice(0, 0) + owner",
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
    edits: [edit(SCHEMA, '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i')],
  },
  {
    id: 'X id followed by anything',
    says: 'An id may be followed by anything.',
    seenBy: 'I11',
    edits: [
      edit(SCHEMA, '[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', '[89ab][0-9a-f]{3}-[0-9a-f]{12}/'),
      edit(
        SCHEMA,
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
