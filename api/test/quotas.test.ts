import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTask, run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { write } from '../src/db/write/run.ts'
import type { Mutation } from '../src/db/write/run.ts'
import { createLabel } from '../src/labels/create.ts'
import { createList } from '../src/lists/create.ts'
import { summarize } from '../src/me/summarize.ts'
import { createSection } from '../src/sections/create.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { updateTask } from '../src/tasks/update.ts'
import { emptyTrash } from '../src/trash/purge.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const QUOTAS = { tasks: 2, lists: 1, sections: 1, labels: 1, textBytes: 30 }

let tasksDatabase: TestDatabase
let root: postgres.Sql
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 2, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await root.end()
  await tasksDatabase.close()
})

let people = 0
const newOwner = () => `owner-${(people += 1)}` as UserId

async function within<Result>(owner: UserId, mutation: Mutation<Result>): Promise<Result> {
  return (await write(database, { owner, operation: 'test', quotas: QUOTAS }, mutation)).result
}

const exceeded = (resource: keyof typeof QUOTAS) => ({
  code: 'QUOTA_EXCEEDED',
  resource,
  quota: QUOTAS[resource],
})

const list = () => createList({ name: 'a', color: 'gray', archived: false })
const label = (name: string) => createLabel({ name, color: 'gray' })
const task = (title = 'a') => createTask({ ...NO_FIELDS, title })

describe('a quota', () => {
  it('lets in as many as it says and not one more, of each kind, for each owner', async () => {
    for (const owner of [newOwner(), newOwner()]) {
      await within(owner, task())
      await within(owner, task())
      await expect(within(owner, task())).rejects.toMatchObject(exceeded('tasks'))
      const { id: listId } = await within(owner, list())
      await expect(within(owner, list())).rejects.toMatchObject(exceeded('lists'))
      await within(owner, createSection({ listId, name: 'a' }))
      const another = createSection({ listId, name: 'b' })
      await expect(within(owner, another)).rejects.toMatchObject(exceeded('sections'))
      await within(owner, label('a'))
      await expect(within(owner, label('b'))).rejects.toMatchObject(exceeded('labels'))
    }
  })

  it('counts text in bytes, when it is made and when it is changed', async () => {
    const owner = newOwner()
    const { id } = await within(owner, task('ä'.repeat(10)))
    await expect(within(owner, task('ä'.repeat(6)))).rejects.toMatchObject(exceeded('textBytes'))
    const longer = updateTask({ id, expected: undefined, patch: { notes: 'n'.repeat(11) } })
    await expect(within(owner, longer)).rejects.toMatchObject(exceeded('textBytes'))
    await within(owner, updateTask({ id, expected: undefined, patch: { notes: 'n'.repeat(10) } }))
    await within(owner, updateTask({ id, expected: undefined, patch: { title: 'short' } }))
  })

  it('counts what is in the trash, until it is gone', async () => {
    const owner = newOwner()
    const { id } = await within(owner, task())
    await within(owner, task())
    await within(owner, deleteTask({ id, expected: undefined }))
    await expect(within(owner, task())).rejects.toMatchObject(exceeded('tasks'))
    await within(owner, emptyTrash())
    await within(owner, task())
  })

  it('lets somebody who has more already make less of it', async () => {
    const owner = newOwner()
    const tasks = []
    for (let made = 0; made < 4; made += 1) tasks.push(await addTask(database, owner))
    const [first] = tasks
    await within(owner, deleteTask({ id: first?.id ?? '', expected: undefined }))
    await within(owner, emptyTrash())
    expect((await summarize(database, owner)).usage.tasks).toBe(3)
  })

  it('is told what is really there, whatever was done and undone', async () => {
    const owner = newOwner()
    const { id } = await run(database, owner, list())
    await run(database, owner, createSection({ listId: id, name: 'näh' }))
    const made = await addTask(database, owner, { listId: id, title: 'täsk', notes: 'nötes' })
    await addTask(database, owner, { parentId: null, title: 'gone' })
    await run(database, owner, undoChange())
    await run(database, owner, deleteTask({ id: made.id, expected: undefined }))
    await run(database, owner, undoChange())
    await run(database, owner, label('läbel'))
    const [counted] = await root`select
      (select count(*)::int from tasks where owner_id = ${owner}) as tasks,
      (select count(*)::int from lists where owner_id = ${owner}) as lists,
      (select count(*)::int from sections where owner_id = ${owner}) as sections,
      (select count(*)::int from labels where owner_id = ${owner}) as labels,
      (select sum(octet_length(text))::int from (
        select title || notes as text from tasks where owner_id = ${owner}
        union all select name from lists where owner_id = ${owner}
        union all select name from sections where owner_id = ${owner}
        union all select name from labels where owner_id = ${owner}) texts) as "textBytes"`
    expect((await summarize(database, owner)).usage).toEqual({ ...counted })
  })
})
