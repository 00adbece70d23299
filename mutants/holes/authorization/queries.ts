// Holes in whose rows a query sees: one for each place in db/ that names the owner, for each call of
// a statement and for each filter of the list. All of them are found in the source.
import { edit } from '../../hole.ts'
import type { Hole, PlacedEdit } from '../../hole.ts'
import { listFilters, ownedPlaces, statementCalls } from '../../source/queries.ts'
import type { ApiSource } from '../../source/api-source.ts'

const LIST = 'db/list-statements.ts'
const STATEMENTS = 'db/statements.ts'
const TRANSACTIONS = 'db/transactions.ts'
const OWNER = "eq(tasks.ownerId, sql.placeholder('owner'))"

const tests: readonly [statement: RegExp, seenBy: string][] = [
  [/create\.ts getTask/, 'I20'],
  [/getTask/, 'never existed|I25|I29'],
  [/listTasks|prepareList/, 'I01|I04|I06|are whole'],
  [/countTasks/, 'I39|T107|I51'],
  [/getOwner/, 'I07|not sent again|are whole'],
  [/lastPosition/, 'X15'],
  [/advanceSeq|insertTask/, 'I18|I62|found where Location'],
  [/eraseTasks|eraseOwner/, 'erases all the caller has'],
  [/updateTask|deleteTask/, 'I20|never existed'],
]

/** Rows of the owner are named one by one inside of it. */
const ONE_BY_ONE = 'the places of the rows to delete are looked up by their owner'

function seenBy(name: string): string {
  return tests.find(([statement]) => statement.test(name))?.[1] ?? 'I'
}

export function queryHoles(api: ApiSource): Hole[] {
  const calls = statementCalls(api)
  const statements = ownedPlaces(api).map(({ name, edit: untied }): Hole => ({
    id: `M02 ${name}`,
    says: `The statement ${name.split(' ')[0] ?? name} does not name the owner.`,
    seenBy: seenBy(name),
    edits: [untied],
    ...(name.startsWith('eraseTasks') && { equivalent: ONE_BY_ONE }),
  }))
  const perCall = calls.map(({ name, edits }): Hole => ({
    id: `M02 in ${name}`,
    says: `What ${name.replace(' ', ' asks by ')} may be anyone's.`,
    seenBy: seenBy(name),
    edits,
    ...(name.includes('eraseTasks') && { equivalent: ONE_BY_ONE }),
  }))
  const filters = listFilters(api).map(({ name, edit: untied }): Hole => ({
    id: `M02 list with ${name}`,
    says: `A list with ${name} shows everybody's tasks.`,
    seenBy: 'I01|I04|I05',
    edits: [untied],
  }))
  return [...statements, ...perCall, ...filters, ...chains(api), ...fixed]
}

/** Read without the owner and written without the owner: the row of somebody else is really changed. */
function chains(api: ApiSource): Hole[] {
  const calls = statementCalls(api)
  return ['update', 'delete'].map((verb) => {
    const read = calls.find(({ file }) => file === `tasks/${verb}.ts`)
    const write = calls.find(
      ({ file, statement }) => file === TRANSACTIONS && statement === `${verb}Task`,
    )
    if (read === undefined || write === undefined) throw new Error(`no way to ${verb} a task`)
    return {
      id: `M31 ${verb}`,
      says: `To ${verb} a task, its id is enough.`,
      seenBy: 'never existed|I25',
      edits: unique([...read.edits, ...write.edits]),
    }
  })
}

/** Two edits at one place are one after the other. */
function unique(edits: readonly PlacedEdit[]): PlacedEdit[] {
  const byPlace = Map.groupBy(edits, ({ file, start, end }) => `${file} ${start} ${end}`)
  return [...byPlace.values()].flatMap((same) => {
    const [first] = same
    const texts = [...new Set(same.map(({ replace }) => replace))]
    return first === undefined ? [] : [{ ...first, replace: texts.join('') }]
  })
}

const fixed: readonly Hole[] = [
  ...['created', 'due', 'priority'].map((sort): Hole => ({
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
  {
    id: 'M02 owner or nobody',
    says: 'The first owner of all is an administrator.',
    seenBy: 'I01|never existed',
    edits: [
      edit(
        STATEMENTS,
        'const oneTask = and(eq(tasks.ownerId, owner), eq(tasks.id, id))',
        "const oneTask = and(sql`(${tasks.ownerId} = ${owner} or ${owner} like 'a%')`, eq(tasks.id, id))",
      ),
    ],
  },
  {
    id: 'M35 delete',
    says: "A delete takes all of the owner's tasks.",
    seenBy: 'I75|deletes|versions grow|Location|I62',
    edits: [
      edit(
        STATEMENTS,
        'db.delete(tasks).where(oneTask)',
        'db.delete(tasks).where(eq(tasks.ownerId, owner))',
      ),
    ],
  },
  {
    id: 'M35 update',
    says: "An update changes all of the owner's tasks.",
    seenBy: 'versions grow|a patch keeps|grants what stands',
    edits: [
      edit(
        STATEMENTS,
        '.set(CHANGEABLE)\n      .where(oneTask)',
        '.set(CHANGEABLE)\n      .where(eq(tasks.ownerId, owner))',
      ),
    ],
  },
]
