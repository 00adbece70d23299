// Where few requests come by, each statement names its owner by itself, too: others have the same
// ids, positions and numbers.
import { describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { addListAs, rowsOf } from './open-wall.ts'
import { EXPECTED, add, database, move, newOwner, root, stateOf, titlesIn } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { createCalendar } from '../src/calendars/create.ts'
import { undoChange } from '../src/changes/undo.ts'
import { createLabel } from '../src/labels/create.ts'
import { deleteLabel } from '../src/labels/delete.ts'
import { deleteList } from '../src/lists/delete.ts'
import { eraseOwner } from '../src/me/erase.ts'
import { createFilter } from '../src/saved-filters/create.ts'
import { updateFilter } from '../src/saved-filters/update.ts'
import { createSection } from '../src/sections/create.ts'
import { deleteSection } from '../src/sections/delete.ts'
import { getSection, listSections } from '../src/sections/read.ts'
import { updateSection } from '../src/sections/update.ts'
import { updateSettings } from '../src/settings/update.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { skipTask } from '../src/tasks/skip.ts'
import { listOccurrences } from '../src/tasks/occurrences.ts'
import { getTask } from '../src/tasks/get.ts'
import { updateTask } from '../src/tasks/update.ts'
import { readFile } from '../src/transfer/formats.ts'
import { importDocument } from '../src/transfer/import/import.ts'
import { restoreList, restoreTask } from '../src/trash/restore.ts'

const CALENDAR = { name: 'mine', shows: 'events', filter: null } as const

describe('with the first wall alone', () => {
  /** Leads three people's lives, one after the other: whose rows come first is not said by a query. */
  async function inTurn(
    names: readonly string[],
    live: (owner: UserId, name: string) => Promise<void>,
  ): Promise<{ older: UserId; mine: UserId; newer: UserId }> {
    const [older, mine, newer] = [newOwner(), newOwner(), newOwner()]
    for (const [index, owner] of [older, mine, newer].entries()) {
      await live(owner, names[index] ?? '')
    }
    return { older, mine, newer }
  }

  /** A task, and as many more behind it, in the inbox or a list of theirs. */
  async function plant(owner: UserId, count: number, listId: string | null = null) {
    const { id } = await add(owner, { title: 'of somebody else', listId })
    await root`insert into tasks select (jsonb_populate_record(t, jsonb_build_object(
        'id', gen_random_uuid(), 'position', 'b' || lpad(n::text, 4, '0') || '1'))).*
      from tasks t, generate_series(1, ${count}) n where owner_id = ${owner} and id = ${id}`
  }

  it('erasing takes all of one, however much others have', async () => {
    const [crowd, owner] = [newOwner(), newOwner()]
    await plant(crowd, 1200)
    await add(owner)
    const before = await rowsOf(crowd)
    await eraseOwner(database, owner, { writableFrom: undefined })
    expect(await rowsOf(owner)).toEqual([])
    expect(await rowsOf(crowd)).toEqual(before)
  })

  it('the calendars of others leave room for one’s own', async () => {
    const [crowd, owner] = [newOwner(), newOwner()]
    const open = async (who: UserId) =>
      run(database, who, await createCalendar(database, who, CALENDAR))
    for (let made = 0; made < 50; made += 1) await open(crowd)
    await expect(open(crowd)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
    expect(await open(owner)).toMatchObject({ row: { name: 'mine' } })
  })

  it('a task comes back by the clock of whose it is', async () => {
    const days = async (...zones: string[]) => {
      const owners = zones.map(newOwner)
      for (const [index, owner] of owners.entries()) {
        await run(
          database,
          owner,
          updateSettings({ ...EXPECTED, patch: { timeZone: zones[index] } }),
        )
      }
      const due = { kind: 'date', date: '2026-01-01' } as const
      const recurrence = { rule: 'FREQ=DAILY', from: 'due', except: [] } as const
      const told = await Promise.all(
        owners.map(async (owner) => {
          const { id } = await add(owner, { due, recurrence })
          const moment = Date.UTC(2026, 5, 1, 12)
          return listOccurrences(database, owner, { id, limit: 1, moment })
        }),
      )
      return told.flat().map((one) => ('date' in one ? one.date : ''))
    }
    const [east, west] = await days('Pacific/Kiritimati', 'Pacific/Pago_Pago')
    expect(east).not.toBe(west)
    expect(await days('Pacific/Pago_Pago', 'Pacific/Kiritimati')).toEqual([west, east])
  })

  it('a task that is done comes back by the clock of whose it is', async () => {
    // More than a day apart: it is never the same day in both.
    const zones = ['Pacific/Pago_Pago', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
    const id = uuidv7()
    const due = { kind: 'date', date: '2026-01-01' } as const
    const recurrence = { rule: 'FREQ=DAILY', from: 'completion', except: [] } as const
    const { older, mine, newer } = await inTurn(zones, async (owner, timeZone) => {
      await run(database, owner, updateSettings({ ...EXPECTED, patch: { timeZone } }))
      await add(owner, { id, due, recurrence })
    })
    const next = async (owner: UserId) => {
      await run(database, owner, updateTask({ id, ...EXPECTED, patch: { status: 'done' } }))
      const [row] = await root<{ due_at: string }[]>`
        select due_at::text from tasks where owner_id = ${owner} and completed_at is null`
      return row?.due_at
    }
    const days = [await next(older), await next(mine), await next(newer)]
    expect(days[0]).toBe(days[2])
    expect(days[1]).not.toBe(days[0])
  })

  it('what comes back from the trash goes where one’s own are', async () => {
    const [listId, parentId, id] = [uuidv7(), uuidv7(), uuidv7()]
    const owners = await inTurn(['older', 'mine', 'newer'], async (owner, name) => {
      await addListAs(owner, listId)
      await add(owner, { id: parentId, listId })
      await add(owner, { id, parentId, listId })
      await run(database, owner, deleteTask({ id, ...EXPECTED }))
      if (name !== 'mine') await run(database, owner, deleteList({ id: listId, ...EXPECTED }))
    })
    const restored = await run(database, owners.mine, restoreTask({ id, ...EXPECTED }))
    expect(restored).toMatchObject({ listId, parentId })
  })

  it('what comes back keeps its place, whoever else has that', async () => {
    const [listId, owner, other] = [uuidv7(), newOwner(), newOwner()]
    for (const who of [owner, other]) {
      await addListAs(who, listId)
      await plant(who, 120, listId)
    }
    const before = await stateOf(owner)
    await run(database, owner, deleteList({ id: listId, ...EXPECTED }))
    await run(database, owner, undoChange())
    expect(await stateOf(owner)).toEqual(before)
  })

  it('a list brings back what went with it, and nothing that somebody else threw away', async () => {
    const [listId, owner, other] = [uuidv7(), newOwner(), newOwner()]
    for (const who of [owner, other]) {
      await addListAs(who, listId)
      await add(who, { listId })
      await run(database, who, deleteList({ id: listId, ...EXPECTED }))
      // By the same change of theirs, at the same moment.
      for (const table of ['lists', 'tasks']) {
        await root`update ${root(table)} set deleted_at = '2026-11-20' where owner_id = ${who}`
      }
    }
    for (const who of [owner, other]) {
      await run(database, who, restoreList({ id: listId, ...EXPECTED }))
      expect(await titlesIn(who, listId)).toEqual(['a task'])
    }
  })

  it('a label goes from the tasks of whose it is, which stay as they are', async () => {
    const [id, labelId] = [uuidv7(), uuidv7()]
    const titles = ['older', 'mine', 'newer']
    const owners = await inTurn(titles, async (owner, title) => {
      await run(database, owner, createLabel({ id: labelId, name: title, color: 'gray' }))
      await add(owner, { id, title, labelIds: [labelId] })
      await add(owner, { title, labelIds: [labelId] })
    })
    await run(database, owners.mine, deleteLabel({ id: labelId, ...EXPECTED }))
    expect(await titlesIn(owners.mine, null)).toEqual(['mine', 'mine'])
  })

  it('a move is undone, however deep others go below the same', async () => {
    const [owner, other] = [newOwner(), newOwner()]
    const [parent, child] = [await add(owner), uuidv7()]
    const task = await add(owner, { parentId: parent.id })
    await add(owner, { id: child, parentId: task.id })
    let above = (await add(other, { id: child })).id
    for (let level = 0; level < 4; level += 1) above = (await add(other, { parentId: above })).id
    const moved = await move(owner, task.id, { to: { parentId: null } })
    const { undone } = await run(database, owner, undoChange(moved.version))
    expect(undone).toBe(moved.version)
  })

  it.each([0, 1])(
    'places are dealt anew among one’s own, in the inbox or in a list (%i)',
    async (at) => {
      const listId = at === 0 ? null : uuidv7()
      const [owner, other] = [newOwner(), newOwner()]
      for (const who of [owner, other]) if (listId !== null) await addListAs(who, listId)
      await plant(other, 3, listId)
      const made = []
      for (const title of ['a', 'b', 'c']) made.push(await add(owner, { title, listId }))
      const [a, b, c] = made.map(({ id }) => id)
      // No room is left between the first two.
      await root`update tasks set position = ${`a0${'0'.repeat(61)}1`}
      where owner_id = ${owner} and id = ${b ?? ''}`
      await move(owner, c ?? '', { to: {}, after: a ?? '' })
      expect(await titlesIn(owner, listId)).toEqual(['a', 'c', 'b'])
      expect((await rowsOf(owner, ['tasks'])).length).toBe(3)
    },
  )

  it('a place among others is one among one’s own', async () => {
    const ids = [uuidv7(), uuidv7()] as const
    const [older, owner, newer] = [newOwner(), newOwner(), newOwner()]
    const moveFirst = (who: UserId, id: string) =>
      run(database, who, updateFilter({ id, ...EXPECTED, patch: {}, after: null }))
    for (const who of [older, owner, newer]) {
      for (const id of ids) {
        await run(database, who, createFilter({ id, name: id, filter: 'status:open' }))
      }
      if (who !== owner) {
        await moveFirst(who, ids[1])
        const more = await run(database, who, createFilter({ name: 'more', filter: 'status:open' }))
        await moveFirst(who, more.id)
      }
    }
    const alone = newOwner()
    for (const name of ['1', '2']) {
      const id = name === '1' ? uuidv7() : ids[0]
      await run(database, alone, createFilter({ id, name, filter: 'status:open' }))
    }
    const { position } = await moveFirst(alone, ids[0])
    expect(await moveFirst(owner, ids[1])).toMatchObject({ position })
    const nobodys = updateFilter({ id: ids[0], ...EXPECTED, patch: {}, after: ids[1] })
    const refused = run(database, alone, nobodys)
    await expect(refused).rejects.toMatchObject({ code: 'REFERENCE_REFUSED' })
  })

  it('what is below a task that comes back is below one’s own', async () => {
    const id = uuidv7()
    const due = { kind: 'date', date: '2026-01-01' } as const
    const recurrence = { rule: 'FREQ=DAILY', from: 'due', except: [] } as const
    const titles = ['older', 'mine', 'newer']
    const owners = await inTurn(titles, async (owner, title) => {
      await add(owner, { id, title, due, recurrence })
      await add(owner, { title, parentId: id })
    })
    await run(database, owners.mine, skipTask({ id, ...EXPECTED }))
    expect(await titlesIn(owners.mine, null)).toEqual(['mine', 'mine'])
    await run(database, owners.mine, updateTask({ id, ...EXPECTED, patch: { status: 'done' } }))
    expect(await titlesIn(owners.mine, null)).toEqual(['mine', 'mine', 'mine', 'mine'])
  })

  it('a task is as deep as it is among one’s own', async () => {
    const [top, parentId] = [uuidv7(), uuidv7()]
    const owners = await inTurn(['older', 'mine', 'newer'], async (owner, name) => {
      let above: string | null = null
      for (let level = 0; level < (name === 'mine' ? 0 : 3); level += 1) {
        above = (await add(owner, { parentId: above })).id
      }
      await add(owner, { id: top, parentId: above })
      await add(owner, { id: parentId, parentId: top })
    })
    const task = await add(owners.mine)
    const moved = await move(owners.mine, task.id, { to: { parentId } })
    expect(moved.parentId).toBe(parentId)
    const id = uuidv7()
    // Of what is above the known one the file does not speak.
    const tasks = [
      { id: parentId, title: 'known' },
      { id, title: 'brought', parentId },
    ]
    const bytes = new TextEncoder().encode(
      JSON.stringify({ format: 'holdfast', version: 1, tasks }),
    )
    const reading = readFile('json', bytes, { timeZone: 'UTC' })
    await run(database, owners.mine, importDocument(reading, { isTrial: false }))
    expect(await getTask(database, owners.mine, id)).toMatchObject({ parentId })
  })

  it('a section that goes leaves one’s own tasks as they are, whoever has theirs in it', async () => {
    const [listId, sectionId, id] = [uuidv7(), uuidv7(), uuidv7()]
    const owners = await inTurn(['older', 'mine', 'newer'], async (owner, title) => {
      await addListAs(owner, listId)
      await run(database, owner, createSection({ id: sectionId, listId, name: title }))
      await add(owner, { id, title, listId, sectionId: title === 'mine' ? null : sectionId })
    })
    const before = await getTask(database, owners.mine, id)
    await run(database, owners.mine, deleteSection({ id: sectionId, ...EXPECTED }))
    expect(await getTask(database, owners.mine, id)).toEqual(before)
  })

  it('a section is there as long as one’s own list is', async () => {
    const [listId, sectionId] = [uuidv7(), uuidv7()]
    const owners = await inTurn(['older', 'mine', 'newer'], async (owner, name) => {
      if (name === 'mine') await addListAs(owner, uuidv7())
      await addListAs(owner, listId)
      await run(database, owner, createSection({ id: sectionId, listId, name }))
      if (name !== 'mine') await run(database, owner, deleteList({ id: listId, ...EXPECTED }))
    })
    expect(await getSection(database, owners.mine, sectionId)).toMatchObject({ name: 'mine' })
    const same = { id: sectionId, ...EXPECTED }
    const moved = updateSection({ ...same, after: null })
    expect(await run(database, owners.mine, moved)).toMatchObject({ name: 'mine' })
    await run(database, owners.mine, deleteSection(same))
    await run(database, owners.mine, undoChange())
    const { rows } = await listSections(database, owners.mine, listId)
    expect(rows).toMatchObject([{ name: 'mine' }])
    const stranger = newOwner()
    await addListAs(stranger, listId)
    for (const change of [updateSection({ ...same, name: 'theirs' }), deleteSection(same)]) {
      await expect(run(database, stranger, change)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    const own = await run(database, stranger, createSection({ listId, name: 'own' }))
    const behind = updateSection({ id: own.id, ...EXPECTED, after: sectionId })
    await expect(run(database, stranger, behind)).rejects.toMatchObject({
      code: 'REFERENCE_REFUSED',
    })
    const inside = add(stranger, { listId, sectionId })
    await expect(inside).rejects.toMatchObject({ code: 'REFERENCE_REFUSED' })
    const { id } = await add(stranger, { listId })
    const placed = updateTask({ id, ...EXPECTED, patch: { sectionId } })
    await expect(run(database, stranger, placed)).rejects.toMatchObject({
      code: 'REFERENCE_REFUSED',
    })
  })
})
