/** What is gone is forgotten in time, and nobody who was away is left with what is not there. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'

const soon = { timeout: 30_000, intervals: [100, 200] }

test.afterEach(stopApis)

test('the trash is emptied by itself, followers are told, and what is too long ago is refused', async () => {
  // At once is the shortest time that there is.
  const { origin } = await startApi({ TRASH_DAYS: '0', TOMBSTONE_DAYS: '0', UPKEEP_SECONDS: '1' })
  const [a, b] = [newPerson('A', origin), newPerson('B', origin)]
  const idOf = (exchange: Exchange): string => (jsonOf(exchange) as { id: string }).id
  const create = withJson('POST', '/v1/tasks', { title: a.canary })
  const [gone, kept] = [idOf(await a.send(create)), idOf(await a.send(create))]
  const ofB = idOf(await b.send(withJson('POST', '/v1/tasks', { title: b.canary })))
  const { cursor } = jsonOf(await a.send(get('/v1/changes'))) as { cursor: string }
  expect((await a.send({ method: 'DELETE', target: `/v1/tasks/${gone}` })).status).toBeLessThan(300)

  const trashed = async (): Promise<unknown> => {
    return (jsonOf(await a.send(get('/v1/trash'))) as { items: unknown[] }).items
  }
  await expect.poll(trashed, soon).toEqual([])
  for (const target of [`/v1/changes?cursor=${cursor}`, `/v1/events?cursor=${cursor}`]) {
    await expect.poll(async () => (await a.send(get(target))).status, soon).toBe(410)
    expect(typeFaults(await a.send(get(target)), 'cursor-expired')).toEqual([])
  }
  const anew = jsonOf(await a.send(get('/v1/changes'))) as { items: { id: string }[] }
  const ids = anew.items.map(({ id }) => id)
  expect(ids).toContain(kept)
  expect((await a.send(get(`/v1/tasks/${gone}`))).status).toBe(404)
  expect((await b.send(get(`/v1/tasks/${ofB}`))).status).toBe(200)
})
