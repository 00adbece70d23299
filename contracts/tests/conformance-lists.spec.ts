/** Lists: pages, sorts, filters, search. */
import { expect, test } from '@playwright/test'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { createTask, taskListOf } from '../world/tasks.ts'
import type { Due, Task, TaskList } from '../world/tasks.ts'

async function page(
  person: Person,
  query: string,
): Promise<TaskList & { link: string | undefined }> {
  const exchange = await person.send(get(`/v1/tasks?${query}`))
  expect(exchange.status, exchange.text).toBe(200)
  return { ...taskListOf(exchange), link: exchange.headers['link'] }
}

/** Every page by its Link header (RFC 8288), which must say the same as nextCursor. */
async function pages(
  person: Person,
  query: string,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Task[][]> {
  const found: Task[][] = []
  let next = query
  for (;;) {
    const { items, nextCursor, link } = await page(person, next)
    found.push(items)
    if (nextCursor === null) {
      expect(link).toBeUndefined()
      return found
    }
    const target = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? ''
    const url = new URL(target, 'http://host/v1/tasks')
    expect(url.pathname).toBe('/v1/tasks')
    expect(url.searchParams.get('cursor')).toBe(nextCursor)
    next = url.search.slice(1)
    await between()
  }
}

const dues: Due[] = [
  { kind: 'date', date: '2027-01-02' },
  { kind: 'floating', dateTime: '2027-01-02T08:00:00' },
  { kind: 'zoned', dateTime: '2027-01-03T08:00:00', timeZone: 'Europe/Berlin' },
  null,
]
const priorities = ['none', 'low', 'medium', 'high'] as const

/** Thirteen tasks: every priority and every kind of due moment, several of each. */
async function varied(person: Person): Promise<Task[]> {
  const tasks: Task[] = []
  for (let index = 0; index < 13; index += 1) {
    tasks.push(
      await createTask(person, {
        title: `Task ${String(index)}`,
        priority: priorities[(index * 3) % 4],
        due: dues[(index * 5) % 4],
        status: index % 5 === 0 ? 'done' : 'open',
      }),
    )
  }
  return tasks
}

function wallClock({ due }: Task): string | undefined {
  if (due === null) return undefined
  return due.kind === 'date' ? `${due.date}T00:00:00` : due.dateTime
}

const sortKeys: Record<string, (task: Task) => string | number | undefined> = {
  created: ({ createdAt }) => Date.parse(createdAt),
  due: wallClock,
  priority: ({ priority }) => priorities.indexOf(priority),
}

function expectSorted(tasks: Task[], sort: string, order: string): void {
  const keys = tasks.map((task) => sortKeys[sort]?.(task))
  const known = keys.filter((key) => key !== undefined)
  expect(keys.slice(known.length), 'without a due moment comes last').toEqual(
    keys.filter((key) => key === undefined),
  )
  for (const [index, key] of known.slice(1).entries()) {
    const before = known[index] ?? key
    expect(order === 'asc' ? before <= key : before >= key, `${sort} ${order}`).toBe(true)
  }
}

for (const sort of ['created', 'due', 'priority']) {
  for (const order of ['asc', 'desc']) {
    test(`pages by ${sort} ${order} are whole, sorted and the same in every size`, async () => {
      const a = newPerson('A')
      const tasks = await varied(a)
      const whole = (await pages(a, `sort=${sort}&order=${order}&limit=200`)).flat()
      expect(whole.map(({ id }) => id).sort()).toEqual(tasks.map(({ id }) => id).sort())
      expectSorted(whole, sort, order)
      for (const limit of [1, 3, 4, 13]) {
        const found = await pages(a, `sort=${sort}&order=${order}&limit=${String(limit)}`)
        expect(found.length).toBe(Math.ceil(tasks.length / limit))
        expect(found.flat()).toEqual(whole)
      }
    })

    test(`pages by ${sort} ${order} show each task once while others are added`, async () => {
      const a = newPerson('A')
      const tasks = await varied(a)
      let added = 0
      const found = await pages(a, `sort=${sort}&order=${order}&limit=4`, () => {
        added += 1
        const due = dues[added % 4]
        return createTask(a, { title: 'Meanwhile', due, priority: priorities[added % 4] })
      })
      const ids = found.flat().map(({ id }) => id)
      expect(new Set(ids).size, 'no task twice').toBe(ids.length)
      for (const { id } of tasks) expect(ids, 'no task missing').toContain(id)
    })
  }
}

test('the defaults are fifty newest first, and a page never holds more than 200', async () => {
  const a = newPerson('A')
  const titles = Array.from({ length: 205 }, (_, index) => String(index))
  for (let start = 0; start < titles.length; start += 20) {
    await Promise.all(titles.slice(start, start + 20).map((title) => createTask(a, { title })))
  }
  const newest = await page(a, '')
  expect(newest.items).toHaveLength(50)
  expect(newest.items).toEqual((await page(a, 'sort=created&order=desc&limit=50')).items)
  const largest = await page(a, 'limit=200')
  expect(largest.items).toHaveLength(200)
  expect(largest.nextCursor).not.toBeNull()
  const rest = await page(a, `limit=200&cursor=${largest.nextCursor ?? ''}`)
  expect(rest.items).toHaveLength(5)
  expect(rest.nextCursor).toBeNull()
})

test('filters keep what they name, each alone and all together', async () => {
  const a = newPerson('A')
  const tasks = await varied(a)
  const day = (task: Task): string => wallClock(task)?.slice(0, 10) ?? ''
  const filters: [string, (task: Task) => boolean][] = [
    ['status=open', ({ status }) => status === 'open'],
    ['status=done', ({ status }) => status === 'done'],
    ...priorities.map((priority): [string, (task: Task) => boolean] => [
      `priority=${priority}`,
      (task) => task.priority === priority,
    ]),
    ['dueAfter=2027-01-02', (task) => day(task) >= '2027-01-02'],
    ['dueAfter=2027-01-03', (task) => day(task) >= '2027-01-03'],
    ['dueBefore=2027-01-03', (task) => day(task) !== '' && day(task) < '2027-01-03'],
    ['dueBefore=2027-01-02', () => false],
    ['dueAfter=2027-01-02&dueBefore=2027-01-03', (task) => day(task) === '2027-01-02'],
    ['q=task%201', ({ title }) => title.startsWith('Task 1')],
    [
      'status=open&priority=high&q=task',
      (task) => task.status === 'open' && task.priority === 'high',
    ],
  ]
  for (const [query, keeps] of filters) {
    const ids = (await pages(a, `${query}&limit=2`)).flat().map(({ id }) => id)
    const expected = tasks.filter(keeps).map(({ id }) => id)
    expect(ids.sort(), query).toEqual(expected.sort())
  }
})

test('search takes every character for itself', async () => {
  const a = newPerson('A')
  const titles = [
    '100% sure',
    '100 sure',
    'a_b',
    'aXb',
    'back\\slash',
    'backslash',
    "o'clock",
    'Ärger',
  ]
  for (const title of titles)
    await createTask(a, { title, notes: `see ${title.toUpperCase()} there` })
  const expected: [string, string[]][] = [
    ['%', ['100% sure']],
    ['_', ['a_b']],
    ['\\', ['back\\slash']],
    ['0% S', ['100% sure']],
    ['100', ['100% sure', '100 sure']],
    ['a%b', []],
    ['A_B', ['a_b']],
    ["'", ["o'clock"]],
    ['ÄRGER', ['Ärger']],
    ['ärg', ['Ärger']],
    ['see BACK', ['back\\slash', 'backslash']],
    ['.*', []],
    ['there', titles],
    ["' or 1=1 --", []],
  ]
  for (const [q, found] of expected) {
    const { items } = await page(a, `q=${encodeURIComponent(q)}`)
    expect(items.map(({ title }) => title).sort(), q).toEqual([...found].sort())
  }
})

test('text that is no text is refused', async () => {
  const a = newPerson('A')
  for (const query of ['q=%', 'q=%ff', 'q=%E0%A4', 'q=%C0%80', 'q=%ED%A0%80', 'q=a%00b']) {
    expect((await a.send(get(`/v1/tasks?${query}`))).status, query).toBe(400)
  }
})
