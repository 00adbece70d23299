import { describe, expect, it } from 'vitest'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { readHistory } from '../src/changes/history.ts'
import { undoChange } from '../src/changes/undo.ts'
import { deleteLabel } from '../src/labels/delete.ts'
import { deleteList } from '../src/lists/delete.ts'
import { createSection } from '../src/sections/create.ts'
import { deleteSection } from '../src/sections/delete.ts'
import { getTask } from '../src/tasks/get.ts'
import { updateTask } from '../src/tasks/update.ts'
import { emptyTrash, purgeTask } from '../src/trash/purge.ts'
import { restoreTask } from '../src/trash/restore.ts'
import {
  database,
  newOwner,
  addList,
  addLabel,
  add,
  move,
  remove,
  EXPECTED,
  stateOf,
} from './task-world.ts'

describe('undo', () => {
  it('restores exactly, whatever was done, and is undone itself', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const section = await run(database, owner, createSection({ listId: list.id, name: 'here' }))
    const label = await addLabel(owner, 'label')
    const task = await add(owner, { listId: list.id, sectionId: section.id, labelIds: [label.id] })
    const child = await add(owner, { listId: list.id, parentId: task.id })
    const gone = await add(owner)
    await remove(owner, gone)
    const { id } = task
    const changes = [
      () => add(owner, { title: 'new' }),
      () => run(database, owner, updateTask({ id, ...EXPECTED, patch: { title: 'other' } })),
      () => run(database, owner, updateTask({ id, ...EXPECTED, patch: { listId: null } })),
      () => move(owner, id, { to: { listId: null } }),
      () => move(owner, child.id, { to: { parentId: null }, before: id }),
      () => remove(owner, task),
      () => run(database, owner, deleteList({ id: list.id, ...EXPECTED })),
      () => run(database, owner, deleteLabel({ id: label.id, ...EXPECTED })),
      () => run(database, owner, deleteSection({ id: section.id, ...EXPECTED })),
      () => run(database, owner, restoreTask({ id: gone.id, ...EXPECTED })),
      () => run(database, owner, purgeTask({ id: gone.id, ...EXPECTED })),
      () => run(database, owner, emptyTrash()),
    ]
    for (const change of changes) {
      const before = await stateOf(owner)
      await change()
      const after = await stateOf(owner)
      expect(after).not.toEqual(before)
      await run(database, owner, undoChange())
      expect(await stateOf(owner)).toEqual(before)
      const { entries } = await lastChangeOf(owner)
      await run(database, owner, undoChange(entries))
      expect(await stateOf(owner)).toEqual(after)
      await run(database, owner, undoChange(entries + 1))
      expect(await stateOf(owner)).toEqual(before)
    }
  })

  it('goes back one change after the other, and forward again by number', async () => {
    const owner = newOwner()
    const { id } = await add(owner, { title: 'first' })
    const rename = (title: string) =>
      run(database, owner, updateTask({ id, ...EXPECTED, patch: { title } }))
    const [second, third] = [await rename('second'), await rename('third')]
    await run(database, owner, undoChange())
    await run(database, owner, undoChange())
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'first' })
    await run(database, owner, undoChange(third.version + 2))
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'second' })
    await run(database, owner, undoChange(third.version + 1))
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'third' })
    await expect(run(database, owner, undoChange(second.version))).rejects.toMatchObject({
      code: 'UNDO_CONFLICT',
    })
  })

  it('refuses when something later depends on it', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const conflict = { code: 'UNDO_CONFLICT' }
    const task = await add(owner, { listId: list.id })
    await expect(run(database, owner, undoChange(list.version))).rejects.toMatchObject(conflict)
    const renamed = await run(
      database,
      owner,
      updateTask({ id: task.id, ...EXPECTED, patch: { title: 'again' } }),
    )
    await expect(run(database, owner, undoChange(task.version))).rejects.toMatchObject(conflict)
    await run(database, owner, undoChange(renamed.version))
    await expect(run(database, owner, undoChange(renamed.version))).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
  })

  it("never reaches another person's change", async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const task = await add(ann)
    await expect(run(database, bob, undoChange(task.version))).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
    await expect(run(database, bob, undoChange())).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
    expect(await getTask(database, ann, task.id)).toEqual(task)
  })

  /** The number of the owner's newest change, by the newest version of anything. */
  async function lastChangeOf(owner: UserId): Promise<{ entries: number }> {
    return { entries: (await readFeed(database, owner, { limit: 500 })).seq }
  }
})

describe('the history of a task', () => {
  it('says what was asked, and how it was before and after', async () => {
    const owner = newOwner()
    const task = await add(owner, { title: 'first' })
    await run(database, owner, updateTask({ id: task.id, ...EXPECTED, patch: { title: 'second' } }))
    await remove(owner, task)
    const { entries } = await readHistory(database, owner, { id: task.id, from: 1e9, limit: 9 })
    expect(entries.map(({ before, after }) => [before?.title, after?.title])).toEqual([
      ['second', 'second'],
      ['first', 'second'],
      [undefined, 'first'],
    ])
    await expect(
      readHistory(database, newOwner(), { id: task.id, from: 1e9, limit: 9 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
