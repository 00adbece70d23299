// Holes in the second wall, PostgreSQL's row-level security. The contract suite runs with that wall
// open, so that it judges the queries alone; these are for the api's own tests of it.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const MIGRATION = 'db/migrations/0000_tasks.sql'
const ROLE = 'db/role-check.ts'
const SLOT = 'db/slot.ts'
const USING = "USING (owner_id = (SELECT current_setting('app.owner', true)))"
const CHECK = "WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)))"
const suite = 'unit'
const seenBy = 'row-level security|start-up self-test|schema|own'

/** Tables that came later, by the file that gives them their policies and by what it does last. */
const TABLES: readonly { file: string; last: string; joint: string; tables: readonly string[] }[] =
  [
    {
      file: 'db/migrations/0002_task_model.sql',
      last: 'END LOOP;',
      joint: '\n',
      tables: [
        ...['lists', 'sections', 'labels', 'task_labels'],
        ...['changes', 'change_rows', 'tombstones', 'idempotency_keys'],
      ],
    },
    {
      file: 'db/migrations/0003_search.sql',
      last: 'END LOOP;',
      joint: '\n',
      tables: ['task_search', 'task_words', 'filters'],
    },
    {
      file: 'db/migrations/0004_settings.sql',
      last: CHECK,
      joint: ';\n--> statement-breakpoint\n',
      tables: ['settings'],
    },
    {
      file: 'db/migrations/0007_transfer.sql',
      last: CHECK,
      joint: ';\n--> statement-breakpoint\n',
      tables: ['calendars'],
    },
  ]

const weakened: readonly [id: string, says: string, statement: string][] = [
  ['wall of', 'shows every row', 'ALTER POLICY %_are_their_owners ON % USING (true)'],
  [
    'wall for new',
    'takes rows for anyone',
    'ALTER POLICY %_are_their_owners ON % WITH CHECK (true)',
  ],
  [
    'wall before the owner of',
    'does not bind its owner',
    'ALTER TABLE % NO FORCE ROW LEVEL SECURITY',
  ],
  ['no wall of', 'is off', 'ALTER TABLE % DISABLE ROW LEVEL SECURITY'],
]

const laterHoles = TABLES.flatMap(({ file, last, joint, tables }) =>
  tables.flatMap((table) =>
    weakened.map(([id, says, statement]): Hole => ({
      id: `X ${id} ${table}`,
      says: `Row-level security of ${table} ${says}.`,
      suite,
      seenBy,
      edits: [edit(file, last, `${last}${joint}${statement.replaceAll('%', table)};`)],
    })),
  ),
)

export const wallHoles: readonly Hole[] = [
  ...laterHoles,
  ...[
    ['tasks', 'tasks_are_their_owners'],
    ['owners', 'owners_are_their_own'],
  ].flatMap(([table = '', policy = '']): Hole[] => [
    {
      id: `X wall of ${table}`,
      says: `The policy of ${table} shows every row.`,
      suite,
      seenBy,
      edits: [
        edit(
          MIGRATION,
          `CREATE POLICY ${policy} ON ${table}\n  ${USING}`,
          `CREATE POLICY ${policy} ON ${table}\n  USING (true)`,
        ),
      ],
    },
    {
      id: `X wall for new ${table}`,
      says: `The policy of ${table} takes rows for anyone.`,
      suite,
      seenBy,
      edits: [
        edit(
          MIGRATION,
          `ON ${table}\n  ${USING}\n  ${CHECK}`,
          `ON ${table}\n  ${USING}\n  WITH CHECK (true)`,
        ),
      ],
    },
    {
      id: `X wall before the owner of ${table}`,
      says: `Row-level security of ${table} does not bind its owner.`,
      suite,
      seenBy,
      edits: [edit(MIGRATION, `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`, 'SELECT 1;')],
    },
    {
      id: `X no wall of ${table}`,
      says: `Row-level security of ${table} is off.`,
      suite,
      seenBy,
      edits: [edit(MIGRATION, `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`, 'SELECT 1;')],
    },
  ]),
  {
    id: 'X open wall without an owner',
    says: 'Without an owner set, row-level security shows everything.',
    suite,
    seenBy,
    edits: [
      edit(
        MIGRATION,
        USING,
        "USING (owner_id = coalesce((SELECT nullif(current_setting('app.owner', true), '')), owner_id))",
        2,
      ),
    ],
  },
  {
    id: 'X tables can be emptied',
    says: 'The service may truncate tasks.',
    suite,
    seenBy,
    edits: [
      edit(
        'db/migrate.ts',
        'grant select, insert, update, delete on owners, tasks',
        'grant all on owners, tasks',
      ),
    ],
  },
  {
    id: 'X index without its owner',
    says: 'An index does not begin with the owner.',
    suite,
    seenBy,
    edits: [
      edit(
        MIGRATION,
        'tasks_by_created ON tasks (owner_id, created_at, id)',
        'tasks_by_created ON tasks (created_at, id)',
      ),
    ],
  },
  {
    id: 'X privileged role',
    says: 'The api runs as a role that policies do not bind.',
    suite,
    seenBy,
    edits: [edit(ROLE, 'if (role === undefined || role.privileged)', 'if (role === undefined)')],
  },
  {
    id: 'X owning role',
    says: 'The api runs as the owner of its tables.',
    suite,
    seenBy,
    edits: [
      edit(
        ROLE,
        'if (owned) throw new DatabaseRoleError(`its role owns the table ${name}`)',
        'void owned',
      ),
    ],
  },
  {
    id: 'X tables without policies',
    says: 'The api runs on tables without row-level security.',
    suite,
    seenBy,
    edits: [
      edit(
        ROLE,
        'if (!guarded) throw new DatabaseRoleError(`the table ${name} has no row-level security`)',
        'void guarded',
      ),
    ],
  },
  {
    id: 'X forced security by halves',
    says: 'The api runs on tables whose policies do not bind the owner.',
    suite,
    seenBy,
    edits: [
      edit(ROLE, 'relrowsecurity and relforcerowsecurity as guarded', 'relrowsecurity as guarded'),
    ],
  },
  {
    id: 'X rows without an owner',
    says: 'The api runs where it sees rows before an owner is set.',
    suite,
    seenBy,
    edits: [
      edit(
        ROLE,
        "if (visible.length > 0) throw new DatabaseRoleError('it sees rows without an owner being set')",
        'void visible',
      ),
    ],
  },
  {
    id: 'X no role check',
    says: 'The role is not checked at all.',
    suite,
    seenBy,
    edits: [
      edit('db/database.ts', 'if (!isRoleSafe) await requireSafeRole()', 'void requireSafeRole'),
    ],
  },
  {
    id: 'M44 setting for the session',
    says: 'The owner of a transaction stays set on the connection.',
    suite,
    seenBy,
    edits: [edit(SLOT, "set_config('app.owner', $1, true)", "set_config('app.owner', $1, false)")],
  },
  {
    id: 'X no owner set',
    says: 'Transactions do not tell row-level security whose they are.',
    suite,
    seenBy,
    edits: [edit(SLOT, "set_config('app.owner', $1, true)", "set_config('app.other', $1, true)")],
  },
  {
    id: 'X read of two moments',
    says: 'What commits between two statements of one read is in the second of them.',
    suite,
    seenBy: 'moment|reads',
    edits: [edit(SLOT, "'repeatable read read only'", "'read committed read only'")],
  },
  {
    id: 'X no transaction',
    says: 'Reads are no transaction of their own.',
    suite,
    seenBy,
    edits: [
      edit(
        SLOT,
        'return this.#send(`begin isolation level ${level}`)',
        "return this.#send(`select '${level}'`)",
      ),
    ],
  },
]
