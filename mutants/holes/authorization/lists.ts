// Holes in whose tasks a list shows, by sort, size, words and the owner's name.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const LIST = 'db/list-statements.ts'
const STATEMENTS = 'db/statements.ts'
const TWINS = 'isolation-twins'
const OWNER = "eq(tasks.ownerId, sql.placeholder('owner'))"

export const listHoles: readonly Hole[] = [
  {
    id: 'M02 phrase',
    says: 'A search for several words finds what others have under the same ids.',
    seenBy: TWINS,
    edits: [
      edit(
        'db/filters/has-text.ts',
        '${taskWords.ownerId} = ${OWNER} and ${taskSearch.ownerId} = ${OWNER}',
        '(${taskWords.ownerId} = ${OWNER} or true)',
      ),
    ],
  },
  {
    id: 'M02 label by name',
    says: "A filter by a label's name finds by labels of others.",
    seenBy: TWINS,
    edits: [
      edit(
        'db/filters/condition.ts',
        '${taskLabels.ownerId} = ${OWNER} and ${labels.ownerId} = ${OWNER}',
        '(${taskLabels.ownerId} = ${OWNER} or true)',
      ),
    ],
  },
  ...['created', 'due', 'priority', 'position'].map((sort): Hole => ({
    id: `M02 list by ${sort}`,
    says: `A list sorted by ${sort} shows everybody's tasks.`,
    seenBy: 'I01|I05',
    edits: [edit(LIST, OWNER, `sort === '${sort}' ? undefined : ${OWNER}`)],
  })),
  {
    id: 'M02 list downwards',
    says: "A list in descending order shows everybody's tasks.",
    seenBy: 'I01|I05',
    edits: [edit(LIST, OWNER, `order === 'desc' ? undefined : ${OWNER}`)],
  },
  ...['view', 'condition'].map((part): Hole => ({
    id: `M02 list with a ${part === 'view' ? part : 'filter'}`,
    says: `A list with a ${part === 'view' ? part : 'filter'} shows everybody's tasks.`,
    seenBy: `I01|I05|${TWINS}`,
    edits: [edit(LIST, OWNER, `query.${part} === undefined ? ${OWNER} : undefined`)],
  })),
  {
    id: 'M02 list of the inbox',
    says: "A list of the inbox shows everybody's inbox.",
    seenBy: 'I01|isolation-twins',
    edits: [edit(LIST, OWNER, `query.listId === null ? undefined : ${OWNER}`)],
  },
  {
    id: 'M02 long list',
    says: "A list of the largest pages shows everybody's tasks.",
    seenBy: 'I06|I01',
    edits: [
      edit(LIST, OWNER, `query.limit > 200 ? undefined : ${OWNER}`),
      edit(
        LIST,
        'const shape = shapeOf(query)',
        'const shape = `${shapeOf(query)}${query.limit > 200 ? 1 : 0}`',
      ),
    ],
  },
  {
    id: 'M02 search without brackets',
    says: 'A search finds notes of everybody: "or" binds less than "and".',
    seenBy: 'I04',
    edits: [
      edit(
        LIST,
        "given(query.text, contains('text')),",
        "given(query.text, sql`${tasks.title} ilike ${sql.placeholder('text')}`),",
      ),
      edit(
        LIST,
        '.where(\n      and(',
        ".where(\n      or(given(query.text, sql`${tasks.notes} ilike ${sql.placeholder('text')}`), and(",
      ),
      edit(
        LIST,
        'given(query.after, sql`(${key}, ${tasks.id}) ${comparison} ${afterRow}`),\n      ),',
        'given(query.after, sql`(${key}, ${tasks.id}) ${comparison} ${afterRow}`),\n      )),',
      ),
      edit(LIST, 'function contains(name: string)', 'export function contains(name: string)'),
    ],
  },
  {
    id: 'M02 owner like',
    says: 'An owner whose name is a pattern sees everybody whom it fits.',
    seenBy: 'X14',
    edits: [
      edit(
        LIST,
        OWNER,
        "sql`${tasks.ownerId} like replace(${sql.placeholder('owner')}, '-', '_')`",
      ),
    ],
  },
  {
    id: 'M02 owner in any case',
    says: 'Owners are compared without regard to case.',
    seenBy: 'X14',
    edits: [edit(LIST, OWNER, "sql`lower(${tasks.ownerId}) = lower(${sql.placeholder('owner')})`")],
  },
  ...[
    ['task', 'tasks'],
    ['list', 'lists'],
    ['section', 'sections'],
    ['label', 'labels'],
  ].map(([kind = '', table = '']): Hole => ({
    id: `M02 owner or nobody${kind === 'task' ? '' : ` of a ${kind}`}`,
    says: `Everybody whose name begins with an a is an administrator of every ${kind}.`,
    seenBy: 'I01|never existed',
    edits: [
      edit(
        STATEMENTS,
        `.where(and(eq(${table}.ownerId, owner), eq(${table}.id, id)))`,
        `.where(and(sql\`(\${${table}.ownerId} = \${owner} or \${owner} like 'a%')\`, eq(${table}.id, id)))`,
      ),
    ],
  })),
]
