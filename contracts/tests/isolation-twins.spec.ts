/** Ids are each owner's own: whoever has the same ones as somebody else notices nothing of it. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { followAll, lifeOfOther, lifeOfTwin, likened, newIds } from '../isolation/twins.ts'
import type { Ids } from '../isolation/twins.ts'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'

test('X43 of two people with the same ids each is answered as if there were no other', async () => {
  test.slow()
  const [person, alone] = [newPerson('person'), newPerson('alone')]
  const [shared, own] = [newIds(), newIds()]
  const [beside, apart] = [lifeOfOther(shared), lifeOfOther(own)]
  // One whose rows are older than the person's, and one whose rows are newer.
  const twins = [await newTwin(shared)]
  const succeeded = new Set<string>()
  const feeds: [person: string, alone: string][] = []
  const expectAlike = (told: Exchange, expected: Exchange, step: string): void => {
    expect(likened(told, shared), step).toBe(likened(expected, own))
  }
  for (const [index, message] of beside.entries()) {
    if (index === Math.floor(beside.length / 3)) twins.push(await newTwin(shared))
    const reference = apart[index] ?? message
    const [told, expected] = [await person.send(message), await alone.send(reference)]
    const step = `${String(index)} ${message.method} ${message.target}`
    expectAlike(told, expected, step)
    if (expected.status < 300)
      succeeded.add(`${message.method} ${message.target.split('?')[0] ?? ''}`)
    if (step.endsWith('POST /v1/calendars')) feeds.push([feedOf(told), feedOf(expected)])
    if (step.endsWith('GET /v1/calendars')) {
      for (const [mine, other] of feeds) {
        const [seen, reference] = [await person.send(get(mine)), await alone.send(get(other))]
        // Its tag is a digest of what it shows, ids included.
        const bare = (one: Exchange): Exchange => ({ ...one, headers: {} })
        expectAlike(bare(seen), bare(reference), `${step}, its feed`)
      }
    }
    if (message.method === 'GET') continue
    // In small pages now and then: that is most of the work.
    for (const limit of index % 15 === 0 ? [500, 3] : [500]) {
      const [pages, references] = [
        await followAll((one) => person.send(one), limit),
        await followAll((one) => alone.send(one), limit),
      ]
      expect(
        pages.map((page) => likened(page, shared)),
        step,
      ).toEqual(references.map((page) => likened(page, own)))
    }
  }
  // Otherwise two refusals would be alike, and nothing would be said by that.
  expect(succeeded.size).toBeGreaterThan(50)
  expect(feeds).toHaveLength(2)
  for (const { twin, rows } of twins) expect(await inspector().rowsOf(twin.subject)).toBe(rows)
})

async function newTwin(ids: Ids): Promise<{ twin: Person; rows: unknown }> {
  const twin = newPerson('twin')
  for (const message of lifeOfTwin(ids, twin.canary)) {
    const { status, text } = await twin.send(message)
    expect(status, `${message.method} ${message.target}: ${text}`).toBeLessThan(300)
  }
  return { twin, rows: await inspector().rowsOf(twin.subject) }
}

/** Its address, which is told once. */
function feedOf(exchange: Exchange): string {
  return (jsonOf(exchange) as { path: string }).path
}
