import { describe, expect, it } from 'vitest'
import { run } from './writing.ts'
import { readFeed } from '../src/changes/feed.ts'
import { deleteList } from '../src/lists/delete.ts'
import { getList } from '../src/lists/read.ts'
import { getTask } from '../src/tasks/get.ts'
import { emptyTrash, purgeTask } from '../src/trash/purge.ts'
import { readTrash } from '../src/trash/read.ts'
import { restoreList, restoreTask } from '../src/trash/restore.ts'
import { database, newOwner, addList, add, remove, EXPECTED, titlesIn } from './task-world.ts'

describe('the trash', () => {
  it('takes subtasks along and gives them back together', async () => {
    const owner = newOwner()
    const parent = await add(owner)
    const [kept, before] = [
      await add(owner, { parentId: parent.id }),
      await add(owner, { parentId: parent.id }),
    ]
    await remove(owner, before)
    await remove(owner, parent)
    await expect(getTask(database, owner, kept.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { items, total } = await readTrash(database, owner, 50)
    expect([items.map(({ row }) => row.id), total]).toEqual([[parent.id, before.id], 2])
    await run(database, owner, restoreTask({ id: parent.id, ...EXPECTED }))
    expect(await getTask(database, owner, kept.id)).toMatchObject({ parentId: parent.id })
    await expect(getTask(database, owner, before.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('gives a list back with what went with it, and a task without its list to the inbox', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const [one, other] = [
      await add(owner, { title: 'one', listId: list.id }),
      await add(owner, { title: 'other', listId: list.id }),
    ]
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    await expect(getList(database, owner, list.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await run(database, owner, restoreTask({ id: one.id, ...EXPECTED }))
    expect(await titlesIn(owner, null)).toEqual(['one'])
    await run(database, owner, restoreList({ id: list.id, ...EXPECTED }))
    expect(await titlesIn(owner, list.id)).toEqual(['other'])
    expect(await getTask(database, owner, other.id)).toMatchObject({ listId: list.id })
  })

  it('lets go for good, and says so to who follows', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const tasks = [await add(owner, { listId: list.id }), await add(owner), await add(owner)]
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    const [, single] = tasks
    if (single === undefined) throw new Error('there are three')
    await remove(owner, single)
    const { cursor } = await readFeed(database, owner, { limit: 500 })
    await run(database, owner, purgeTask({ id: single.id, ...EXPECTED }))
    await run(database, owner, emptyTrash())
    const { items } = await readFeed(database, owner, { cursor, limit: 500 })
    expect(items.map(({ kind, row }) => [kind, row])).toEqual([
      ['task', undefined],
      ['list', undefined],
      ['task', undefined],
    ])
    expect(await titlesIn(owner, null)).toHaveLength(1)
  })
})
