/** The feed of changes: whoever follows it has what there is, however they follow it. */
import { expect, test } from '@playwright/test'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { granted, itemsOf, make, makeTask, patch, post, remove } from '../world/things.ts'

type Kind = string
interface Item {
  kind: Kind
  id: string
  version: number
  gone?: true
  [kind: string]: unknown
}
interface Feed {
  items: Item[]
  cursor: string
  hasMore: boolean
}

/** A client with a copy of its own, which it brings up to date by the feed. */
class Follower {
  readonly copy = new Map<string, unknown>()
  readonly #person: Person
  readonly #limit: number
  cursor: string | undefined

  constructor(person: Person, limit: number) {
    this.#person = person
    this.#limit = limit
  }

  async page(): Promise<Feed> {
    const at = this.cursor === undefined ? '' : `&cursor=${this.cursor}`
    const target = `/v1/changes?limit=${String(this.#limit)}${at}`
    const feed = (await granted(this.#person, get(target))) as Feed
    this.cursor = feed.cursor
    for (const item of feed.items) {
      const key = `${item.kind} ${item.id}`
      if (item.gone) this.copy.delete(key)
      else this.copy.set(key, item[item.kind])
    }
    return feed
  }

  /** @returns every item that came */
  async catchUp(): Promise<Item[]> {
    const items: Item[] = []
    for (;;) {
      const feed = await this.page()
      items.push(...feed.items)
      if (!feed.hasMore) return items
    }
  }

  living(kind: Kind): unknown[] {
    return [...this.copy]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([, value]) => value as { id: string; deletedAt?: string | null })
      .filter(({ deletedAt = null }) => deletedAt === null)
      .sort(byId)
  }
}

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1)

/** Everything by the lists of each kind, which a follower's copy must be. */
async function expectSame(person: Person, follower: Follower): Promise<void> {
  const collections = { task: 'tasks?limit=200', list: 'lists', label: 'labels' }
  for (const [kind, path] of Object.entries(collections)) {
    const items = await itemsOf<{ id: string }>(person, `/v1/${path}`)
    expect(follower.living(kind), kind).toEqual(items.sort(byId))
  }
}

/** One of many things to do, by turns. */
async function work(person: Person, turn: number, tasks: string[]): Promise<void> {
  const id = tasks[turn % tasks.length] ?? ''
  const steps: (() => Promise<unknown>)[] = [
    () => patch(person, `/v1/tasks/${id}`, { title: `Changed ${String(turn)}` }),
    async () => {
      tasks.push((await makeTask(person, { title: `New ${String(turn)}` })).id)
    },
    () => remove(person, `/v1/tasks/${id}`),
    () => post(person, `/v1/trash/tasks/${id}/restore`),
    () => make(person, 'labels', { name: `Label ${String(turn)}` }),
    () => post(person, '/v1/undo', {}),
    () => make(person, 'lists', { name: `List ${String(turn)}` }),
    () => patch(person, `/v1/tasks/${id}`, { status: turn % 2 === 0 ? 'done' : 'open' }),
    async () => {
      await remove(person, `/v1/tasks/${id}`)
      await remove(person, `/v1/trash/tasks/${id}`)
    },
  ]
  await steps[turn % steps.length]?.()
}

test('two clients that follow end with the same state, which is what there is', async () => {
  const a = newPerson('A')
  const [eager, slow] = [new Follower(a, 1), new Follower(a, 7)]
  const tasks = [(await makeTask(a, { title: 'First' })).id]
  for (let turn = 0; turn < 40; turn += 1) {
    await work(a, turn, tasks)
    // One looks all the time, page by page; the other seldom.
    await eager.page()
    if (turn % 11 === 10) await slow.catchUp()
  }
  await Promise.all([eager.catchUp(), slow.catchUp()])
  const late = new Follower(a, 100)
  await late.catchUp()
  await expectSame(a, late)
  for (const follower of [eager, slow]) {
    await expectSame(a, follower)
    expect(new Map([...follower.copy].sort())).toEqual(new Map([...late.copy].sort()))
  }
})

test('everything comes once, in the order of its versions, and nothing more until something changes', async () => {
  const a = newPerson('A')
  const made = [await makeTask(a, { title: 'One' }), await makeTask(a, { title: 'Two' })]
  await patch(a, `/v1/tasks/${made[0]?.id ?? ''}`, { title: 'One, changed' })
  const follower = new Follower(a, 1)
  const items = await follower.catchUp()
  expect(items.map(({ id }) => id)).toEqual([made[1]?.id, made[0]?.id])
  const versions = items.map(({ version }) => version)
  expect(versions).toEqual([...versions].sort((one, other) => one - other))
  expect(await follower.catchUp()).toEqual([])
  const { cursor } = follower
  expect(await follower.catchUp()).toEqual([])
  await patch(a, `/v1/tasks/${made[1]?.id ?? ''}`, { title: 'Two, changed' })
  expect((await follower.catchUp()).map(({ id }) => id)).toEqual([made[1]?.id])
  const again = new Follower(a, 100)
  again.cursor = cursor
  expect(
    (await again.catchUp()).map(({ id }) => id),
    'a cursor can be used again',
  ).toEqual([made[1]?.id])
})

test('what was deleted for good comes as a tombstone that says no more than its id', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: `Secret ${a.canary}` })
  const follower = new Follower(a, 100)
  await follower.catchUp()
  await remove(a, `/v1/tasks/${task.id}`)
  const [trashed] = await follower.catchUp()
  expect(trashed).toMatchObject({ kind: 'task', id: task.id })
  expect(trashed?.['task']).toMatchObject({ deletedAt: expect.any(String) })
  await remove(a, `/v1/trash/tasks/${task.id}`)
  const [stone, ...more] = await follower.catchUp()
  expect(more).toEqual([])
  expect(stone).toEqual({
    ...{ kind: 'task', id: task.id, gone: true },
    version: expect.any(Number) as unknown,
  })
  expect(JSON.stringify(stone)).not.toContain(a.canary)
})

test('a follower sees nothing of anybody else, and their cursor is none', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const [ofA, ofB] = [new Follower(a, 100), new Follower(b, 100)]
  await makeTask(a, { title: a.canary })
  await makeTask(b, { title: b.canary })
  await ofA.catchUp()
  await ofB.catchUp()
  expect(ofB.copy.size).toBe(1)
  await makeTask(a, { title: a.canary })
  expect(await ofB.catchUp()).toEqual([])
  const foreign = await b.send(get(`/v1/changes?cursor=${ofA.cursor ?? ''}`))
  expect(typeFaults(foreign, 'invalid-cursor')).toEqual([])
})
