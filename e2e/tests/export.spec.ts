import { readFile } from 'node:fs/promises'
import { expect, test } from '../fixtures.ts'
import { raw } from '../http/raw.ts'
import { cookieHeader } from '../people/cookies.ts'

const JSON_PATH = '/account/data/holdfast.json'
const CSV_PATH = '/account/data/tasks.csv'

interface Exported {
  account: { name: string; email: string }
  sessions: { isThis: boolean }[]
  tasks: { title: string; notes: string }[]
  taskCount: number
}

for (const [screen, viewport] of [
  ['a phone', { width: 360, height: 780 }],
  ['a desktop', { width: 1440, height: 900 }],
] as const) {
  test(`On ${screen} somebody takes everything along`, async ({ page, keeper }) => {
    await page.setViewportSize(viewport)
    await keeper.addMany(250)
    await keeper.add({ title: '=1+1', notes: 'a "b"' })
    await page.goto('/account')
    await page.getByRole('main').getByRole('link', { name: 'Your data' }).click()
    const [everything] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Everything, as JSON' }).click(),
    ])
    expect(everything.suggestedFilename()).toMatch(/^holdfast-\d{4}-\d\d-\d\d\.json$/)
    const data = JSON.parse(await readFile(await everything.path(), 'utf8')) as Exported
    expect(data.account).toMatchObject({ name: keeper.person.name, email: keeper.person.email })
    expect(data.sessions).toMatchObject([{ isThis: true }])
    expect(data.taskCount).toBe(251)
    expect(new Set(data.tasks.map(({ title }) => title)).size).toBe(251)

    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tasks, as CSV' }).click(),
    ])
    expect(table.suggestedFilename()).toMatch(/^holdfast-tasks-\d{4}-\d\d-\d\d\.csv$/)
    const lines = (await readFile(await table.path(), 'utf8')).split('\r\n')
    expect(lines).toHaveLength(253)
    expect(lines.some((line) => line.includes(`"'=1+1","a ""b"""`))).toBe(true)
  })
}

test('The schema that a download names is there for everybody', async ({ context, keeper }) => {
  const cookie = await cookieHeader(context)
  await keeper.add({ title: 'One' })
  const { body, headers } = await raw(JSON_PATH, { headers: { cookie } })
  expect(headers['cache-control']).toBe('private, no-store')
  const { $schema } = JSON.parse(body) as { $schema: string }
  const schema = await fetch($schema)
  expect(schema.status).toBe(200)
  expect(schema.headers.get('content-type')).toBe('application/schema+json')
  expect(await schema.json()).toMatchObject({ $id: 'urn:holdfast:export:1' })
})

for (const path of [JSON_PATH, CSV_PATH]) {
  test(`${path} is for whoever is signed in, asked from here, and not all the time`, async ({
    context,
    keeper,
  }) => {
    expect(await keeper.tasks()).toEqual([])
    const stranger = await raw(path)
    expect(stranger.status).toBe(303)
    expect(stranger.headers.location).toMatch(/^\/sign-in/)
    const cookie = await cookieHeader(context)
    for (const site of ['cross-site', 'same-site']) {
      const asked = await raw(path, { headers: { cookie, 'sec-fetch-site': site } })
      expect(asked.status).toBe(403)
    }
    const statuses: number[] = []
    for (let asked = 0; asked < 21; asked += 1) {
      statuses.push((await raw(path, { headers: { cookie } })).status)
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429])
  })
}
