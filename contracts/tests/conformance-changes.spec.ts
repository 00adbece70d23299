/** The changes that others follow: nothing is missed, nothing comes twice, and in their order. */
import { expect, test } from '@playwright/test'
import { get, newPerson } from '../world/people.ts'
import {
  expectProblem,
  follow,
  make,
  makeList,
  makeTask,
  order,
  patch,
  read,
  remove,
} from '../world/things.ts'

test('brings everything once at its newest, oldest change first, in pages of any size', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const label = await make(a, 'labels', { name: 'a label' })
  const filter = await make(a, 'filters', { name: 'a filter', filter: 'status:open' })
  const calendar = await make(a, 'calendars', { name: 'a calendar' })
  const tasks = [await makeTask(a), await makeTask(a, { listId: list.id }), await makeTask(a)]
  await patch(a, '/v1/settings', { timeZone: 'Europe/Berlin' })
  await patch(a, `/v1/tasks/${tasks[0]?.id ?? ''}`, { title: 'newest' })
  const whole = await follow(a)
  const ids = [list, section, label, filter, calendar, ...tasks].map(({ id }) => id)
  expect(whole.items.map(({ kind }) => kind).sort()).toEqual(
    [
      ...['task', 'task', 'task', 'list', 'section', 'label'],
      ...['filter', 'calendar', 'setting'],
    ].sort(),
  )
  expect(whole.items.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  const versions = whole.items.map(({ version }) => version)
  expect(versions).toEqual(versions.toSorted((one, other) => one - other))
  expect(whole.items.at(-1)?.task?.title).toBe('newest')
  for (const limit of [1, 2, 3, 8, 9]) {
    const { items, pages } = await follow(a, '', limit)
    expect(items, String(limit)).toEqual(whole.items)
    for (const page of pages) expect(page.items.length).toBeLessThanOrEqual(limit)
  }
  expect((await follow(a, whole.cursor)).items).toEqual([])
})

test('brings what one large change did, whole, over pages', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  for (let made = 0; made < 9; made += 1) await makeTask(a, { listId: list.id })
  await remove(a, `/v1/lists/${list.id}`)
  const whole = await follow(a)
  for (const limit of [2, 3, 4]) expect((await follow(a, '', limit)).items).toEqual(whole.items)
  expect(whole.items).toHaveLength(10)
  expect(new Set(whole.items.map(({ version }) => version)).size).toBe(1)
})

test('goes on from where it was, tells of the trash, and of what is gone', async () => {
  const a = newPerson('A')
  const [one, two] = [await makeTask(a), await makeTask(a)]
  let { cursor } = await follow(a)
  const next = async (): Promise<[string, unknown][]> => {
    const followed = await follow(a, cursor)
    ;({ cursor } = followed)
    return followed.items.map(({ id, gone, task }) => [id, gone ?? task?.deletedAt])
  }
  await remove(a, `/v1/tasks/${one.id}`)
  expect(await next()).toEqual([[one.id, expect.any(String)]])
  await order(a, `/v1/trash/tasks/${one.id}/restore`)
  expect(await next()).toEqual([[one.id, null]])
  await remove(a, `/v1/tasks/${one.id}`)
  await remove(a, `/v1/trash/tasks/${one.id}`)
  await patch(a, `/v1/tasks/${two.id}`, { title: 'later' })
  expect(await next()).toEqual([
    [one.id, true],
    [two.id, null],
  ])
  await a.send({ method: 'DELETE', target: `/v1/tasks/${two.id}` })
  expect(await next()).toHaveLength(1)
  expect(await next()).toEqual([])
  // What is made again under an id that was gone is there, and gone no more.
  await makeTask(a, { id: one.id, title: 'again' })
  expect(await next()).toEqual([[one.id, null]])
  const again = (await follow(a)).items.filter(({ id }) => id === one.id)
  expect(again.map(({ gone }) => gone)).toEqual([undefined])
})

test('has a tag that changes with it', async () => {
  const a = newPerson('A')
  await makeTask(a)
  await makeTask(a)
  const first = await a.send(get('/v1/changes'))
  const tag = first.headers['etag'] ?? ''
  expect((await a.send(get('/v1/changes', [['If-None-Match', tag]]))).status).toBe(304)
  await makeTask(a)
  const second = await a.send(get('/v1/changes', [['If-None-Match', tag]]))
  expect([second.status, second.headers['etag'] === tag]).toEqual([200, false])
})

test('a cursor is good for who got it, as it was given, and for nothing else', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  for (const person of [a, a, b, b]) await makeTask(person)
  const { cursor } = await read<{ cursor: string }>(a, '/v1/changes?limit=1')
  const refused = async (text: string, person = a): Promise<void> => {
    expectProblem(await person.send(get(`/v1/changes?cursor=${text}`)), 400, 'invalid-cursor')
  }
  await refused(cursor, b)
  await refused(cursor, newPerson('C'))
  const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
  const pack = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  // Version, kind, id, what there was when it began, and the seal.
  const others: unknown[] = [77, 'label', '00000000-0000-0000-0000-000000000001', 77, '']
  for (const [index, other] of others.entries()) await refused(pack(parts.with(index, other)))
  expect(parts).toHaveLength(others.length)
  await refused(pack(parts.slice(0, -1)))
  await refused(pack([...parts, 1]))
  await refused(pack(parts.with(-1, 'A'.repeat(22))))
  await refused(
    Buffer.from(` ${JSON.stringify(parts)}`)
      .toString('base64url')
      .concat('A'),
  )
  await refused(respelt(cursor))
  await refused('x')
})

/** The same bytes for a decoder that does not look at the bits it can't use. */
function respelt(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const padded = text.length % 4 === 0 ? text : text.slice(0, -1)
  const last = alphabet.indexOf(text.at(-1) ?? '')
  return text.length % 4 === 0 ? `${text}A` : padded + (alphabet[last + 1] ?? 'B')
}
