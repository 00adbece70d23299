import type postgres from 'postgres'
import { WORDS_VERSION } from '../../words/words.ts'
import { INDEX_TASKS, toSearchRows } from './index-tasks.ts'

const AT_ONCE = 500

type Task = Parameters<typeof toSearchRows>[0][number]

/**
 * Writes the words of every task again when they were folded in another way than now, or never: only
 * the service can. Owner by owner, each under the lock that its writes take. Can be broken off and
 * done again; `client` is the schema's owner.
 */
export async function fillSearch(client: postgres.Sql): Promise<void> {
  const mark = `words ${WORDS_VERSION}`
  const [place] = await client<{ mark: string | null }[]>`
    select obj_description('task_search'::regclass) as mark`
  if (place?.mark === mark) return
  for (const owner of await listOwners(client)) await fillOwner(client, owner)
  await client.unsafe(`comment on table task_search is '${mark}'`)
}

/** The one look over all owners that there is, by the one role that can grant it to itself. */
async function listOwners(client: postgres.Sql): Promise<string[]> {
  const rows = await client.begin(async (transaction) => {
    await transaction`alter table owners no force row level security`
    const found = await transaction<{ owner: string }[]>`select owner_id as owner from owners`
    await transaction`alter table owners force row level security`
    return found
  })
  return rows.map(({ owner }) => owner)
}

async function fillOwner(client: postgres.Sql, owner: string): Promise<void> {
  await client.begin(async (transaction) => {
    await transaction`select set_config('app.owner', ${owner}, true)`
    await transaction`select 1 from owners where owner_id = ${owner} for update`
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const tasks = await transaction<Task[]>`select id, title, notes from tasks
        where owner_id = ${owner} and id > ${after} order by id limit ${AT_ONCE}`
      await transaction.unsafe(INDEX_TASKS, [owner, toSearchRows(tasks)])
      const last = tasks.at(-1)
      if (last === undefined || tasks.length < AT_ONCE) return
      after = last.id
    }
  })
}
