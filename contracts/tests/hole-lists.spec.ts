/** Rules of cursors that no row of the tables tells apart. */
import { expect, test } from '@playwright/test'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { createTask, taskListOf } from '../world/tasks.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const sorts = ['created', 'due', 'priority'] as const

interface Cursor {
  sort: string
  text: string
}

/** A page of one task. */
function list({ sort, text }: Cursor): string {
  return `/v1/tasks?sort=${sort}&limit=1&cursor=${encodeURIComponent(text)}`
}

/** A good cursor of each sort, behind a task with a due moment and behind one without. */
async function cursorsOf(person: Person): Promise<Cursor[]> {
  await createTask(person, { title: 'x', due: { kind: 'date', date: '2027-01-01' } })
  await createTask(person, { title: 'x', due: { kind: 'date', date: '2027-01-02' } })
  await createTask(person, { title: 'x', priority: 'high' })
  await createTask(person, { title: 'x' })
  const cursors: Cursor[] = []
  for (const sort of sorts) {
    let target: string | undefined = `/v1/tasks?sort=${sort}&limit=1`
    while (target !== undefined) {
      const { nextCursor: text } = taskListOf(await person.send(get(target)))
      const cursor = text === null ? undefined : { sort, text }
      if (cursor) cursors.push(cursor)
      target = cursor && list(cursor)
    }
  }
  return cursors
}

/** What was changed in a cursor and granted all the same. */
async function granted(person: Person, changed: readonly Cursor[]): Promise<string[]> {
  const wrong: string[] = []
  for (const cursor of changed) {
    const faults = typeFaults(await person.send(get(list(cursor))), 'invalid-cursor')
    wrong.push(...faults.map((fault) => `${cursor.sort} ${cursor.text}: ${fault}`))
  }
  return wrong
}

test('X38 a cursor has one spelling', async () => {
  const person = newPerson('A')
  const cursors = await cursorsOf(person)
  // A decoder drops bits of the last character, unless the length is a multiple of four.
  const loose = cursors.filter(({ text }) => text.length % 4 !== 0)
  expect(loose.length).toBeGreaterThan(0)
  for (const { sort, text } of loose.slice(0, 2)) {
    const spelt = Array.from(alphabet, (last) => ({ sort, text: text.slice(0, -1) + last }))
    expect(
      await granted(
        person,
        spelt.filter((other) => other.text !== text),
      ),
    ).toEqual([])
  }
})

test('X39 a cursor that was opened and of which a part was emptied is refused', async () => {
  const person = newPerson('A')
  for (const { sort, text } of await cursorsOf(person)) {
    const inside = Buffer.from(text, 'base64url').toString('latin1')
    const emptied = [...inside.matchAll(/"[^"]*"/g)].flatMap(({ index, 0: found }) =>
      ['""', 'null', '0', '[]'].map(
        (part) => inside.slice(0, index) + part + inside.slice(index + found.length),
      ),
    )
    const others = [...emptied, inside.slice(0, -1), `${inside}x`, inside.replace(/,[^,]*$/, ']')]
    const changed = others
      .filter((other) => other !== inside)
      .map((other) => ({ sort, text: Buffer.from(other, 'latin1').toString('base64url') }))
    expect(await granted(person, changed)).toEqual([])
  }
})

test("X42 who never wrote can use nobody's cursor", async () => {
  const cursors = await cursorsOf(newPerson('A'))
  expect(await granted(newPerson('B'), cursors)).toEqual([])
})
