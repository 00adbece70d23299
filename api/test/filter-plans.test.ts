import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { buildList } from '../src/db/list-statements.ts'
import type { SortOrder, TaskListQuery, TaskSort } from '../src/db/list-statements.ts'
import { parseFilter } from '../src/filters/parse.ts'
import { meaningOf } from '../src/tasks/meaning.ts'

const TASKS = 10_000
const OWNERS = ['one', 'two', 'three', 'four']
const OWNER = 'two'
const NOW = Date.parse('2026-11-22T12:00:00Z')
const ID = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'

let tasksDatabase: TestDatabase
let root: postgres.Sql
let service: postgres.Sql

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
  service = postgres(tasksDatabase.apiUrl, { max: 1 })
  for (const owner of OWNERS) await fill(owner)
  await root`analyze`
})

afterAll(async () => {
  await service.end()
  await root.end()
  await tasksDatabase.close()
})

/** Ten thousand tasks of 1,000 words, on 1,000 days, in 20 lists, every fifth with one of 500 labels. */
async function fill(owner: string): Promise<void> {
  await root`insert into owners (owner_id) values (${owner})`
  await root`insert into lists (owner_id, id, name, color, archived, position, created_at, updated_at, version)
    select ${owner}, gen_random_uuid(), 'list ' || n, 'gray', false, 'a' || n, now(), now(), 1
    from generate_series(10, 29) n`
  await root`insert into labels (owner_id, id, name, name_key, color, created_at, updated_at, version)
    select ${owner}, gen_random_uuid(), 'label' || n, 'label' || n, 'gray', now(), now(), 1
    from generate_series(0, 499) n`
  await root`
    insert into tasks (owner_id, id, title, notes, priority, completed_at, due_kind, due_at, due_time_zone,
                       list_id, label_ids, position, created_at, updated_at, version, reminders)
    select ${owner}, gen_random_uuid(), 'task w' || n % 1000, case when n % 10 = 0 then 'some notes' else '' end,
           n % 4, case when n % 3 = 0 then now() end,
           case n % 4 when 0 then 'date' when 1 then 'floating' when 2 then 'zoned' end,
           case when n % 4 < 3 then timestamp '2026-01-01' + n % 1000 * interval '1 day' end,
           case when n % 4 = 2 then 'Europe/Berlin' end, lists.id,
           case when n % 5 = 0 then array[labels.id] else '{}' end, 'b' || lpad(n::text, 6, '0'),
           timestamptz '2026-11-22 12:00Z' - n * interval '1 hour', now(), n, '[]'
    from generate_series(1, ${TASKS}) n
    join lists on lists.owner_id = ${owner} and lists.name = 'list ' || 10 + n % 20
    join labels on labels.owner_id = ${owner} and labels.name = 'label' || n % 500`
  await root`insert into task_search (owner_id, task_id, words)
    select owner_id, id, ' ' || title || '  ' || notes || ' ' from tasks where owner_id = ${owner}`
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Node[]
}

type PlanMode = 'force_custom_plan' | 'force_generic_plan'

/** What PostgreSQL does for the service: planned for these values, or once for all. */
async function explain(
  filter: string | undefined,
  query: Partial<TaskListQuery>,
  mode: PlanMode,
): Promise<Node> {
  const condition = filter === undefined ? undefined : meaningOf(parseFilter(filter), NOW, 'UTC')
  const asked = { sort: 'created', order: 'desc', limit: 51, ...query, condition } as const
  const { sql, params } = buildList(drizzle.mock(), asked).toSQL()
  const values: Record<string, unknown> = {
    owner: OWNER,
    limit: 51,
    afterKey: asked.after?.key,
    afterId: asked.after?.id,
    ...query,
    ...condition?.values,
  }
  const literals = params.map((param) => {
    const value = values[(param as { name: string }).name]
    return `'${String(value).replaceAll("'", "''")}'`
  })
  return service.begin(async (transaction) => {
    await transaction`select set_config('app.owner', ${OWNER}, true),
      set_config('plan_cache_mode', ${mode}, true)`
    await transaction.unsafe(`prepare asked as ${sql}`)
    const [row] = await transaction.unsafe<{ 'QUERY PLAN': [{ Plan: Node }] }[]>(
      `explain (analyze, format json) execute asked (${literals.join()})`,
    )
    await transaction.unsafe('deallocate asked')
    if (row === undefined) throw new Error('no plan')
    return row['QUERY PLAN'][0].Plan
  })
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** Nodes that read from a table or an index. */
function readsOf(plan: Node): Node[] {
  return nodesOf(plan).filter((node) => /Scan$/.test(node['Node Type']))
}

function rowsRead(plan: Node): number {
  return readsOf(plan)
    .filter((node) => node['Node Type'] !== 'Bitmap Heap Scan')
    .map(
      (node) =>
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    )
    .reduce((sum, rows) => sum + rows, 0)
}

function requireIndexes(plan: Node): void {
  for (const node of readsOf(plan)) {
    if (node['Node Type'] === 'Bitmap Heap Scan') continue
    expect(node['Node Type'], node['Relation Name']).toMatch(/Index/)
    expect(node['Index Cond']).toContain('owner_id = ')
  }
}

const FILTERS: [filter: string, rowsReadAtMost: number][] = [
  // Found by an index of their own: some tasks of all.
  ['w500', 100],
  ['"task w500"', 100],
  ['"task w500"*', 31_000],
  ['w99', 400],
  ['w500 w501', 200],
  ['due:today', 200],
  ['due>=2026-11-20T10:00 due<7d', 400],
  ['created>-2d', 200],
  ['created<-415d', 200],
  ['label:label5', 100],
  [`label:${ID}`, 100],
  [`list:${ID}`, 100],
  [`section:${ID}`, 100],
  [`parent:${ID}`, 100],
  ['has:subtask', 100],
  // At worst all tasks of this owner are looked at, once.
  ['status:open', TASKS],
  ['due<2025-12-20', TASKS],
  ['status:open priority:high label:none', TASKS],
  ['start:today', TASKS],
  ['updated<-1y', TASKS],
  ['completed>now', TASKS],
  ['has:recurrence', TASKS],
  ['-task', 2 * TASKS],
  ['nowhere or label:nothing', TASKS],
  ['-(due<2d or w5 or label:label7) status:open', 2 * TASKS],
  ['(due<2020-01-01 or priority:high) -status:open or list:inbox', TASKS],
  ['task', 3 * TASKS],
  ['w', 3 * TASKS],
]

describe.each<PlanMode>(['force_custom_plan', 'force_generic_plan'])('a filter, %s', (mode) => {
  it.each(FILTERS)(
    '%s reads by indexes that start with the owner, %i rows at most',
    async (filter, rows) => {
      const plan = await explain(filter, {}, mode)
      requireIndexes(plan)
      expect(rowsRead(plan)).toBeLessThanOrEqual(rows)
    },
  )
})

describe('a list by its parameters', () => {
  it.each<[Partial<TaskListQuery>, number]>([
    [{ status: 'open' }, TASKS],
    [{ priority: 3, dueAfter: '2028-01-01' }, TASKS],
    [{ dueAfter: '2026-11-20', dueBefore: '2026-11-27', sort: 'due' }, TASKS],
    [{ text: 'w500', status: 'done' }, TASKS],
    [{ text: 'nowhere', sort: 'priority', order: 'asc' }, TASKS],
    [{ listId: null }, TASKS],
    [{ listId: ID, sort: 'position' }, 100],
    [{ sectionId: ID }, 100],
    [{ parentId: ID }, 100],
    [{ labelId: ID }, 100],
  ])('%j reads by indexes that start with the owner, %i rows at most', async (query, rows) => {
    for (const mode of ['force_custom_plan', 'force_generic_plan'] as const) {
      const plan = await explain(undefined, query, mode)
      requireIndexes(plan)
      expect(rowsRead(plan), mode).toBeLessThanOrEqual(rows)
    }
  })
})

describe('a page beyond the first', () => {
  it.each<[TaskSort, SortOrder, string]>([
    ['created', 'desc', '2026-01-01 00:00:00+00'],
    ['created', 'asc', '2026-01-01 00:00:00+00'],
    ['due', 'asc', '2027-01-01 00:00:00'],
    ['due', 'desc', '2027-01-01 00:00:00'],
    ['due', 'asc', 'infinity'],
    ['priority', 'desc', '2'],
  ])('by %s, %s, begins where the one before ended: %s', async (sort, order, key) => {
    const query = { sort, order, after: { key, id: ID } } as const
    for (const mode of ['force_custom_plan', 'force_generic_plan'] as const) {
      const plan = await explain('-nowhere', query, mode)
      expect(nodesOf(plan).map((node) => node['Node Type'])).not.toContain('Sort')
      expect(rowsRead(plan)).toBeLessThanOrEqual(100)
    }
  })
})
