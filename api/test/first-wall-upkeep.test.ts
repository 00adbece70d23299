// Upkeep goes from owner to owner, and touches nobody else: others have the same rows.
import { describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { ageRows } from './aging.ts'
import { addListAs, rowsOf } from './open-wall.ts'
import { EXPECTED, add, database, newOwner, root } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { writeOnce } from '../src/db/write/run.ts'
import { deleteList } from '../src/lists/delete.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { purgeTask } from '../src/trash/purge.ts'
import { runUpkeep } from '../src/upkeep/run.ts'

const AGES = { trashDays: 30, historyDays: 365, tombstoneDays: 90 }

describe('with the first wall alone, upkeep', () => {
  /** A life with something of each kind that can become too old; whoever leads it has the same rows. */
  async function live(owner: UserId, ids: readonly string[], isCrowded = false): Promise<void> {
    const [list = '', gone = '', trashed = '', kept = '', below = ''] = ids
    await addListAs(owner, list)
    for (const id of [gone, trashed, kept]) await add(owner, { id })
    await add(owner, { id: below, parentId: kept })
    // What rests on something keeps it from being purged before.
    if (isCrowded) {
      await add(owner, { listId: list })
      await add(owner, { parentId: trashed })
    }
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

  async function twins() {
    const ids = Array.from({ length: 5 }, () => uuidv7())
    const [one, other] = [newOwner(), newOwner()]
    await live(one, ids)
    await live(other, ids)
    return { one, other }
  }

  it('purges what only others have something below', async () => {
    const ids = Array.from({ length: 5 }, () => uuidv7())
    const [crowded, owner] = [newOwner(), newOwner()]
    await live(crowded, ids, true)
    await live(owner, ids)
    await ageRows(root, owner, 31)
    await upkeep()
    const left = await rowsOf(owner, ['tasks', 'lists'])
    expect(left.filter((row) => !row.includes('"deleted_at": null'))).toEqual([])
    await root`delete from upkeep.owners where owner_id in ${root([crowded, owner])}`
  })

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
      await ageRows(root, old, 400)
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
    await ageRows(root, old, 400)
    // It is the turn of the young one alone, and for nothing.
    await root`delete from upkeep.owners where owner_id = ${old}`
    // Of what is gone for good, too, the numbers are compared with one's own alone.
    await root`update tombstones set version = 1 where owner_id = ${old}`
    await root`update owners set feed_from = 2 where owner_id = ${young}`
    const before = await rowsOf(young)
    await ageRows(root, young, 400, ['upkeep.owners'])
    await upkeep()
    expect(await rowsOf(young)).toEqual(before)
    await root`delete from upkeep.owners where owner_id = ${young}`
  })

  it('waits for nobody else', async () => {
    const { one, other } = await twins()
    await ageRows(root, one, 400)
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
