import { describe, expect, it } from 'vitest'
import { run } from './writing.ts'
import type { TaskRow } from '../src/db/schema.ts'
import { createSection } from '../src/sections/create.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import { updateTask } from '../src/tasks/update.ts'
import {
  database,
  newOwner,
  addList,
  addLabel,
  add,
  move,
  EXPECTED,
  titlesIn,
} from './task-world.ts'

describe('a reference', () => {
  it("to another person's list, section, parent or label is refused like one to nothing", async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const list = await addList(ann)
    const section = await run(database, ann, createSection({ listId: list.id, name: 'a section' }))
    const label = await addLabel(ann, 'a label')
    const task = await add(ann)
    const foreign = [
      { listId: list.id },
      { sectionId: section.id, listId: list.id },
      { parentId: task.id },
      { labelIds: [label.id] },
    ]
    const nothing = crypto.randomUUID()
    const never = [
      { listId: nothing },
      { sectionId: nothing, listId: nothing },
      { parentId: nothing },
      { labelIds: [nothing] },
    ]
    for (const [index, fields] of foreign.entries()) {
      const refusals = [fields, never[index]].map((given) =>
        add(bob, given).catch((error: unknown) => ({ ...(error as object) })),
      )
      const [told, reference] = await Promise.all(refusals)
      expect(told).toMatchObject({ code: 'REFERENCE_REFUSED', detail: 'names nothing of yours' })
      expect(told).toEqual(reference)
    }
    expect(await titlesIn(bob, null)).toEqual([])
  })

  it('leads to subtasks at most five levels deep, and in no circle', async () => {
    const owner = newOwner()
    const chain: TaskRow[] = []
    for (let level = 1; level <= 5; level += 1) {
      chain.push(await add(owner, { parentId: chain.at(-1)?.id ?? null }))
    }
    const [top, second] = chain
    if (top === undefined || second === undefined) throw new Error('there are five')
    const deeper = add(owner, { parentId: chain.at(-1)?.id ?? null })
    await expect(deeper).rejects.toMatchObject({ pointer: '/parentId' })
    const circle = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: second.id } })
    await expect(run(database, owner, circle)).rejects.toMatchObject({ pointer: '/parentId' })
    const itself = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: top.id } })
    await expect(run(database, owner, itself)).rejects.toMatchObject({ pointer: '/parentId' })
    const other = await add(owner)
    const tooTall = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: other.id } })
    await expect(run(database, owner, tooTall)).rejects.toMatchObject({ pointer: '/parentId' })
  })

  it('is to a section of the same list', async () => {
    const owner = newOwner()
    const [one, other] = [await addList(owner), await addList(owner)]
    const section = await run(database, owner, createSection({ listId: one.id, name: 'here' }))
    await expect(add(owner, { listId: other.id, sectionId: section.id })).rejects.toMatchObject({
      pointer: '/sectionId',
    })
    await expect(add(owner, { sectionId: section.id })).rejects.toMatchObject({
      pointer: '/sectionId',
    })
    expect(await add(owner, { listId: one.id, sectionId: section.id })).toMatchObject({
      sectionId: section.id,
    })
  })
})

const IN_ORDER = { sort: 'position', order: 'asc', limit: 9 } as const

describe('the order of a list', () => {
  it('follows every move, before and after, and stays when there is no room left', async () => {
    const owner = newOwner()
    const tasks = new Map<string, TaskRow>()
    for (const title of ['a', 'b', 'c', 'd']) tasks.set(title, await add(owner, { title }))
    const idOf = (title: string) => tasks.get(title)?.id ?? ''
    await move(owner, idOf('d'), { to: {}, before: idOf('a') })
    expect(await titlesIn(owner, null)).toEqual(['d', 'a', 'b', 'c'])
    await move(owner, idOf('d'), { to: {}, after: idOf('b') })
    expect(await titlesIn(owner, null)).toEqual(['a', 'b', 'd', 'c'])
    // Each halves the room between the first two.
    for (let turn = 0; turn < 400; turn += 1) {
      const [first, second = '', third = '', fourth] = await titlesIn(owner, null)
      await move(owner, idOf(third), { to: {}, before: idOf(second) })
      expect(await titlesIn(owner, null)).toEqual([first, third, second, fourth])
    }
    const { rows } = await listTasks(database, owner, IN_ORDER)
    expect(Math.max(...rows.map(({ position }) => position.length))).toBeLessThanOrEqual(64)
  })

  it.each(['before', 'after'] as const)('has always room right %s its end', async (side) => {
    const owner = newOwner()
    const [end, ...others] = [await add(owner), await add(owner), await add(owner)] as const
    if (side === 'before') await move(owner, end.id, { to: {}, after: others[1].id })
    for (let turn = 0; turn < 420; turn += 1) {
      const id = others[turn % 2]?.id ?? ''
      await move(owner, id, { to: {}, [side]: end.id })
      const { rows } = await listTasks(database, owner, IN_ORDER)
      expect(rows[1]?.id).toBe(id)
    }
  })

  it('takes subtasks along into another list', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const parent = await add(owner, { title: 'parent' })
    const child = await add(owner, { title: 'child', parentId: parent.id })
    await move(owner, parent.id, { to: { listId: list.id } })
    expect(await titlesIn(owner, list.id)).toEqual(['parent', 'child'])
    expect(await getTask(database, owner, child.id)).toMatchObject({ parentId: parent.id })
    expect(await titlesIn(owner, null)).toEqual([])
  })
})
