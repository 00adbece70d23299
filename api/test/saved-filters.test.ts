import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { erase } from '../src/db/erase.ts'
import { createFilter } from '../src/saved-filters/create.ts'
import { deleteFilter } from '../src/saved-filters/delete.ts'
import { getFilter, listFilters } from '../src/saved-filters/read.ts'
import { updateFilter } from '../src/saved-filters/update.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const EXPECTED = { expected: undefined } as const

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
const save = (owner: UserId, name: string, id?: string) =>
  run(database, owner, createFilter({ id, name, filter: `"${name}"` }))
const update = (owner: UserId, id: string, change: object) =>
  run(database, owner, updateFilter({ id, ...EXPECTED, patch: {}, ...change }))
const remove = (owner: UserId, id: string) =>
  run(database, owner, deleteFilter({ id, ...EXPECTED }))
const namesOf = async (owner: UserId) =>
  (await listFilters(database, owner)).rows.map(({ name }) => name)

describe('a saved filter', () => {
  it('stands after the others of its owner, and where it is moved to', async () => {
    const owner = newOwner()
    const one = await save(owner, 'one')
    const two = await save(owner, 'two')
    const three = await save(owner, 'three')
    expect(await namesOf(owner)).toEqual(['one', 'two', 'three'])
    await update(owner, three.id, { after: null })
    expect(await namesOf(owner)).toEqual(['three', 'one', 'two'])
    await update(owner, three.id, { after: one.id })
    expect(await namesOf(owner)).toEqual(['one', 'three', 'two'])
    expect(await update(owner, two.id, { after: two.id })).toEqual(two)
    expect(await namesOf(newOwner())).toEqual([])
  })

  it('is changed from the version that is expected, and keeps what is not named', async () => {
    const owner = newOwner()
    const { id, version } = await save(owner, 'one')
    const changed = await run(
      database,
      owner,
      updateFilter({ id, expected: new Set([version]), patch: { filter: 'two' } }),
    )
    expect(changed).toMatchObject({ name: 'one', filter: 'two', version: version + 1 })
    expect(await getFilter(database, owner, id)).toEqual(changed)
    const stale = updateFilter({ id, expected: new Set([version]), patch: { name: 'x' } })
    await expect(run(database, owner, stale)).rejects.toMatchObject({
      code: 'CHANGED',
      current: { kind: 'filter', row: changed },
    })
    const gone = deleteFilter({ id, expected: new Set([version]) })
    await expect(run(database, owner, gone)).rejects.toMatchObject({ code: 'CHANGED' })
  })

  it('is not there for another, whose id of the same name is free', async () => {
    const [alice, bob] = [newOwner(), newOwner()]
    const { id } = await save(alice, 'hers')
    const missing = { code: 'NOT_FOUND' }
    await expect(getFilter(database, bob, id)).rejects.toMatchObject(missing)
    await expect(update(bob, id, { patch: { name: 'his' } })).rejects.toMatchObject(missing)
    await expect(remove(bob, id)).rejects.toMatchObject(missing)
    await save(bob, 'his', id)
    await expect(save(bob, 'again', id)).rejects.toMatchObject({ code: 'ID_TAKEN' })
    const { id: other } = await save(alice, 'another')
    await expect(update(bob, id, { after: other })).rejects.toMatchObject({
      code: 'REFERENCE_REFUSED',
      pointer: '/after',
    })
    expect(await namesOf(alice)).toEqual(['hers', 'another'])
    await erase(database, alice, undefined)
    expect(await namesOf(alice)).toEqual([])
    expect(await namesOf(bob)).toEqual(['his'])
  })

  it('is among the changes, gone for good when deleted, and there again when that is undone', async () => {
    const owner = newOwner()
    const id = uuidv7()
    const saved = await save(owner, 'one', id)
    const feed = async () => (await readFeed(database, owner, { limit: 10 })).items
    expect(await feed()).toEqual([{ kind: 'filter', id, version: saved.version, row: saved }])
    await remove(owner, id)
    const [tombstone] = await feed()
    expect(tombstone).toEqual({ kind: 'filter', id, version: saved.version + 1, row: undefined })
    await expect(remove(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await run(database, owner, undoChange())
    expect(await getFilter(database, owner, id)).toMatchObject({ name: 'one', filter: '"one"' })
    await update(owner, id, { patch: { name: 'two' } })
    await run(database, owner, undoChange())
    expect(await namesOf(owner)).toEqual(['one'])
  })

  it('comes back after the others when one of them has taken its place', async () => {
    const owner = newOwner()
    const { id } = await save(owner, 'one')
    await remove(owner, id)
    await save(owner, 'two')
    await run(database, owner, undoChange(2))
    expect(await namesOf(owner)).toEqual(['two', 'one'])
  })
})
