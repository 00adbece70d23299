// A database whose row-level security shows everybody's rows once an owner is set, as if the second
// wall had a hole: what is seen then is kept apart by the statements alone.
import { beforeAll, expect } from 'vitest'
import { database, root } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { createList } from '../src/lists/create.ts'

beforeAll(async () => {
  const walled = await root<{ name: string }[]>`
    select oid::regclass::text as name from pg_class where relrowsecurity`
  expect(walled.length).toBeGreaterThan(5)
  for (const { name } of walled) {
    await root.unsafe(`create policy open on ${name}
      using ((select coalesce(current_setting('app.owner', true), '') <> '')) with check (true)`)
  }
})

const TABLES = [
  ...['owners', 'tasks', 'lists', 'sections', 'labels', 'settings', 'filters', 'calendars'],
  ...['changes', 'change_rows', 'tombstones', 'idempotency_keys', 'task_search', 'task_labels'],
]

/** Every row of theirs, as it is stored. */
export async function rowsOf(
  owner: UserId,
  tables = [...TABLES, 'upkeep.owners'],
): Promise<string[]> {
  const rows = await Promise.all(
    tables.map(
      (table) =>
        root<{ row: string }[]>`
        select to_jsonb(kept)::text as row from ${root(table)} kept where owner_id = ${owner}`,
    ),
  )
  return rows
    .flatMap((found, index) => found.map(({ row }) => `${tables[index] ?? ''} ${row}`))
    .sort()
}

export const addListAs = (owner: UserId, id: string) =>
  run(database, owner, createList({ id, name: 'a list', color: 'gray', archived: false }))
