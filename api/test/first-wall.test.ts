// With row-level security that shows everybody's rows once an owner is set: each statement names its owner by
// itself, also where few requests come by. Others have the same ids, positions and numbers.
import { beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { EXPECTED, add, addLabel, database, move, newOwner } from './task-world.ts'
import { root, stateOf, titlesIn } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { createCalendar } from '../src/calendars/create.ts'
import { undoChange } from '../src/changes/undo.ts'
import { writeOnce } from '../src/db/write/run.ts'
import { deleteLabel } from '../src/labels/delete.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { eraseOwner } from '../src/me/erase.ts'
import { updateSettings } from '../src/settings/update.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { listOccurrences } from '../src/tasks/occurrences.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { purgeTask } from '../src/trash/purge.ts'
import { restoreList } from '../src/trash/restore.ts'
import { runUpkeep } from '../src/upkeep/run.ts'

const AGES = { trashDays: 30, historyDays: 365, tombstoneDays: 90 }

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
async function rowsOf(owner: UserId, tables = [...TABLES, 'upkeep.owners']): Promise<string[]> {
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

const addListAs = (owner: UserId, id: string) =>
  run(database, owner, createList({ id, name: 'a list', color: 'gray', archived: false }))

describe('with the first wall alone, upkeep', () => {
  const TIMES = {
    tasks: ['deleted_at'],
    lists: ['deleted_at'],
    tombstones: ['at'],
    changes: ['at'],
    idempotency_keys: ['created_at'],
    'upkeep.owners': ['oldest_key', 'oldest_trash', 'oldest_tombstone', 'oldest_change'],
  }

  /** A life with something of each kind that can become too old; whoever leads it has the same rows. */
  async function live(owner: UserId, ids: readonly string[]): Promise<void> {
    const [list = '', gone = '', trashed = '', kept = '', below = ''] = ids
    await addListAs(owner, list)
    for (const id of [gone, trashed, kept]) await add(owner, { id })
    await add(owner, { id: below, parentId: kept })
    await run(database, owner, deleteList({ id: list, ...EXPECTED }))
    for (const id of [gone, trashed]) {
      await run(database, owner, deleteTask({ id, ...EXPECTED }))
    }
    await run(database, owner, purgeTask({ id: gone, ...EXPECTED }))
    await send(owner)
  }

  const send = (owner: UserId) =>
    writeOnce(
      database,
      { owner, operation: 'test' },
      {
        ...createTask({ ...NO_FIELDS, title: 'under a key' }),
        key: { key: 'the same', request: 'the same' },
        toAnswer: () => ({ status: 201, headers: {}, body: null }),
      },
    )

  async function age(owner: UserId, days: number, tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      for (const name of TIMES[table as keyof typeof TIMES]) {
        await root`update ${root(table)} set ${root(name)} = ${root(name)} - make_interval(days => ${days})
          where owner_id = ${owner}`
      }
    }
  }

  async function twins() {
    const ids = Array.from({ length: 5 }, () => uuidv7())
    const [one, other] = [newOwner(), newOwner()]
    await live(one, ids)
    await live(other, ids)
    return { one, other }
  }

  async function upkeep(): Promise<void> {
    // What is forgotten in two steps is gone after the second.
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await runUpkeep(database, AGES)).toMatchObject({ failed: 0 })
    }
  }

  it.each([0, 1])(
    'leaves to others what it takes from one, whoever was first (%i)',
    async (first) => {
      const { one, other } = await twins()
      const [old, young] = first === 0 ? [one, other] : [other, one]
      await age(old, 400, Object.keys(TIMES))
      const before = await rowsOf(young)
      await upkeep()
      expect(await rowsOf(young)).toEqual(before)
      const left = await rowsOf(old, ['changes', 'idempotency_keys'])
      expect(left.filter((row) => !row.includes('"upkeep"'))).toEqual([])
      await root`delete from upkeep.owners where owner_id in ${root([one, other])}`
    },
  )

  it.each([0, 1])('takes nothing from one because others are old (%i)', async (first) => {
    const { one, other } = await twins()
    const [old, young] = first === 0 ? [one, other] : [other, one]
    await age(old, 400, Object.keys(TIMES))
    // It is the turn of the young one alone, and for nothing.
    await root`delete from upkeep.owners where owner_id = ${old}`
    const before = await rowsOf(young)
    await age(young, 400, ['upkeep.owners'])
    await upkeep()
    expect(await rowsOf(young)).toEqual(before)
    await root`delete from upkeep.owners where owner_id = ${young}`
  })

  it('waits for nobody else', async () => {
    const { one, other } = await twins()
    await age(one, 400, Object.keys(TIMES))
    await root.begin(async (transaction) => {
      await transaction`select 1 from owners where owner_id = ${other} for update`
      expect(await runUpkeep(database, AGES)).toEqual({ owners: 1, failed: 0 })
    })
    await root`delete from upkeep.owners where owner_id in ${root([one, other])}`
  })

  it('knows of each for whom to act, whoever is known already', async () => {
    const { one, other } = await twins()
    const late = newOwner()
    const known = await rowsOf(one, ['upkeep.owners'])
    await add(late)
    await send(late)
    const [row] = await root<Record<string, Date | null>[]>`
      select * from upkeep.owners where owner_id = ${late}`
    expect(row).toMatchObject({ oldest_trash: null, oldest_tombstone: null })
    expect(row?.['oldest_change']).toBeInstanceOf(Date)
    expect(row?.['oldest_key']).toBeInstanceOf(Date)
    expect(await rowsOf(one, ['upkeep.owners'])).toEqual(known)
    await root`delete from upkeep.owners where owner_id in ${root([one, other, late])}`
  })
})

describe('with the first wall alone', () => {
  /** As many tasks as asked for, in the inbox or a list of theirs, at `a0000`, `a0001`, …, in `b…`. */
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
    }
    for (const who of [owner, other]) {
      await run(database, who, restoreList({ id: listId, ...EXPECTED }))
      expect(await titlesIn(who, listId)).toEqual(['a task'])
    }
  })

  it('a label goes from the tasks of whose it is, which stay as they are', async () => {
    const id = uuidv7()
    const owners = [newOwner(), newOwner(), newOwner()]
    const labels = []
    for (const [index, owner] of owners.entries()) {
      const label = await addLabel(owner, 'a label')
      labels.push(label)
      await add(owner, { id, title: `task ${String(index)}`, labelIds: [label.id] })
    }
    const [, middle = newOwner()] = owners
    await run(database, middle, deleteLabel({ id: labels[1]?.id ?? '', ...EXPECTED }))
    expect(await titlesIn(middle, null)).toEqual(['task 1'])
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
})

const CALENDAR = { name: 'mine', shows: 'events', filter: null } as const
