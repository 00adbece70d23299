/** Ids are each owner's own: whoever has the same ones as somebody else notices nothing of it. */
import { expect, test } from '@playwright/test'
import { followAll, lifeOfOther, lifeOfTwin, likened, newIds } from '../isolation/twins.ts'
import { newPerson } from '../world/people.ts'
import { inspector } from '../world/rows.ts'

test('X43 of two people with the same ids each is answered as if there were no other', async () => {
  test.slow()
  const [twin, person, alone] = [newPerson('twin'), newPerson('person'), newPerson('alone')]
  const [shared, own] = [newIds(), newIds()]
  for (const message of lifeOfTwin(shared, twin.canary)) {
    const { status, text } = await twin.send(message)
    expect(status, `${message.method} ${message.target}: ${text}`).toBeLessThan(300)
  }
  const before = await inspector().rowsOf(twin.subject)
  const [beside, apart] = [lifeOfOther(shared), lifeOfOther(own)]
  const succeeded = new Set<string>()
  for (const [index, message] of beside.entries()) {
    const reference = apart[index] ?? message
    const [told, expected] = [await person.send(message), await alone.send(reference)]
    const step = `${String(index)} ${message.method} ${message.target}`
    expect(likened(told, shared), step).toBe(likened(expected, own))
    if (expected.status < 300)
      succeeded.add(`${message.method} ${message.target.split('?')[0] ?? ''}`)
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
  expect(await inspector().rowsOf(twin.subject)).toBe(before)
})
