import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import type { Mutation } from '../src/db/write/run.ts'
import { createList } from '../src/lists/create.ts'
import { batch } from '../src/model/batch.ts'
import { RefusalError } from '../src/model/refusal-error.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import { moveTask } from '../src/tasks/move.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { purgeTask } from '../src/trash/purge.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const ATOMIC = { isAtomic: true, isTrial: false }

let tasksDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 2, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await tasksDatabase.close()
})

let people = 0
const newOwner = () => `owner-${(people += 1)}` as UserId
const task = (title: string, fields: object = {}) => createTask({ ...NO_FIELDS, title, ...fields })
const missing = () => task('nowhere', { listId: uuidv7() })

async function titlesOf(owner: UserId, listId?: string): Promise<string[]> {
  const asked = { sort: 'position', order: 'asc', limit: 200, listId } as const
  return (await listTasks(database, owner, asked)).rows.map(({ title }) => title)
}

describe('a batch', () => {
  it('lets each part see what those before it did, and is one change to undo', async () => {
    const owner = newOwner()
    const [listId, first, second] = [uuidv7(), uuidv7(), uuidv7()]
    await run(
      database,
      owner,
      batch(
        [
          createList({ id: listId, name: 'new', color: 'gray', archived: false }),
          task('first', { id: first, listId }),
          task('second', { id: second, listId }),
          moveTask({ id: second, expected: undefined, to: {}, before: first }),
          task('part', { listId, parentId: first }),
        ],
        ATOMIC,
      ),
    )
    expect(await titlesOf(owner, listId)).toEqual(['second', 'first', 'part'])
    await run(database, owner, undoChange())
    expect(await titlesOf(owner)).toEqual([])
  })

  it('does nothing at all when one part is refused', async () => {
    const owner = newOwner()
    await expect(
      run(database, owner, batch([task('one'), missing(), task('other')], ATOMIC)),
    ).rejects.toMatchObject({ code: 'BATCH_REFUSED', index: 1 })
    expect(await titlesOf(owner)).toEqual([])
  })

  it('does what can be done, when asked for each', async () => {
    const owner = newOwner()
    const outcomes = await run(
      database,
      owner,
      batch([task('one'), missing(), task('other')], { isAtomic: false, isTrial: false }),
    )
    expect(outcomes.map((outcome) => 'refused' in outcome)).toEqual([false, true, false])
    expect(await titlesOf(owner)).toEqual(['one', 'other'])
  })

  it('keeps nothing of what a part had done before it was refused', async () => {
    const owner = newOwner()
    const half = task('half')
    const halfDone: Mutation<never> = {
      work(workspace) {
        half.work(workspace)
        throw new RefusalError('NOT_FOUND')
      },
    }
    const parts = [task('one'), halfDone, task('other')]
    await run(database, owner, batch(parts, { isAtomic: false, isTrial: false }))
    expect(await titlesOf(owner)).toEqual(['one', 'other'])
  })

  it('stores what it tells of what is gone and there again', async () => {
    const owner = newOwner()
    const id = uuidv7()
    await run(database, owner, task('one', { id }))
    await run(database, owner, deleteTask({ id, expected: undefined }))
    const parts = [purgeTask({ id, expected: undefined }), task('another', { id })]
    const [, outcome] = await run(database, owner, batch(parts, ATOMIC))
    expect(outcome).toEqual({ result: await getTask(database, owner, id) })
  })

  it('says what would come of it, and changes nothing, when it is a trial', async () => {
    const owner = newOwner()
    const outcomes = await run(database, owner, batch([task('one')], { ...ATOMIC, isTrial: true }))
    expect(outcomes).toMatchObject([{ result: { title: 'one' } }])
    expect(await titlesOf(owner)).toEqual([])
  })

  it('adds five hundred at once', async () => {
    const owner = newOwner()
    const parts = Array.from({ length: 500 }, (_, index) => task(`task ${index}`))
    await run(database, owner, batch(parts, ATOMIC))
    expect(await titlesOf(owner)).toHaveLength(200)
  })
})
