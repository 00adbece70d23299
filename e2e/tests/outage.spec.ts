import { expect, test } from '../fixtures.ts'
import { startApi, stopApi, takeTheApisPlace } from '../http/control.ts'
import { raw } from '../http/raw.ts'
import { hydrated } from '../pages/hydrated.ts'
import { cookieHeader } from '../people/cookies.ts'

test.beforeEach(({ complaints, page }) => {
  complaints.expect(/status of 503/)
  // The browser asks whether to leave with changes that are not saved: yes.
  page.on('dialog', (dialog) => void dialog.accept())
})

test.afterEach(async () => {
  await startApi()
})

test.describe('While the api is away', () => {
  test('it is said, what is typed is kept, and all is saved when it is back', async ({
    page,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'From before' })
    await tasks.open()
    await stopApi()
    await tasks.type('Added meanwhile')
    await expect(tasks.connection).toContainText('The server can’t be reached right now.')
    await expect(tasks.connection).toContainText('1 change is kept here')
    await tasks.checkbox('From before').click()
    await expect(tasks.connection).toContainText('2 changes are kept here')
    await tasks.newTask.fill('Half a thought')

    await startApi()
    await expect(tasks.connection).toBeEmpty({ timeout: 40_000 })
    await expect(tasks.newTask).toHaveValue('Half a thought')
    await expect
      .poll(async () => (await keeper.tasks()).map(({ title, status }) => `${title}: ${status}`))
      .toEqual(['Added meanwhile: open', 'From before: done'])
    await expect(page).toHaveURL('/tasks')
  })

  test('a page that is loaded says so, keeps what is not saved, and recovers by itself', async ({
    page,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'From before' })
    await tasks.open()
    await stopApi()
    await tasks.type('Added meanwhile')
    await expect(tasks.connection).toContainText('1 change is kept here')
    await tasks.newTask.fill('Half a thought')
    const response = await page.reload()
    expect(response?.status()).toBe(200)
    await hydrated(page)
    await expect(tasks.title('Added meanwhile')).toBeVisible()
    await expect(tasks.newTask).toHaveValue('Half a thought')
    await expect(tasks.connection).toContainText('The server can’t be reached right now.')

    await startApi()
    await expect(tasks.title('From before')).toBeVisible({ timeout: 40_000 })
    await expect(tasks.connection).toBeEmpty()
    await expect.poll(() => keeper.titles()).toEqual(['Added meanwhile', 'From before'])
  })

  test('an empty page does not pretend that there are no tasks', async ({
    page,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'From before' })
    await stopApi()
    await tasks.open()
    const heading = page.getByRole('heading', { name: 'Your tasks can’t be loaded right now' })
    await expect(heading).toBeVisible()
    await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeHidden()
    // Before it is back, since the page tries by itself, too.
    const asked = page.waitForRequest((request) => request.url().includes('/v1/tasks'))
    await page.getByRole('button', { name: 'Try again' }).click()
    await asked
    await expect(heading).toBeVisible()
    await startApi()
    await expect(tasks.title('From before')).toBeVisible({ timeout: 40_000 })
  })

  test('programs are told to try again', async ({ keeper }) => {
    await stopApi()
    const headers = { authorization: `Bearer ${keeper.token}` }
    const answer = await raw('/v1/tasks', { headers })
    expect(answer.status).toBe(503)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(answer.body)).toMatchObject({ type: '/docs/problems#service-unavailable' })
  })
})

// I73
test('Whoever stands in for the api gets no cookie, sets none, and sees only its own paths', async ({
  context,
  keeper,
}) => {
  const cookie = await cookieHeader(context)
  await stopApi()
  const impostor = await takeTheApisPlace()
  try {
    const answer = await raw('/v1/tasks?q=x', {
      headers: {
        cookie,
        'x-forwarded-for': '10.9.9.9',
        authorization: `Bearer ${keeper.token}`,
      },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['clear-site-data']).toBeUndefined()
    await raw('/v1/../tasks', { headers: { cookie } })
    await raw('/v1/%2e%2e/tasks', { headers: { cookie } })
    await raw('/tasks', { headers: {} })
    expect(impostor.asked.map(({ url }) => url)).toEqual(['/v1/tasks?q=x'])
    const [request] = impostor.asked
    expect(request?.headers.cookie).toBeUndefined()
    expect(request?.headers.authorization).toBe(`Bearer ${keeper.token}`)
    expect(request?.headers['x-forwarded-for']).not.toContain('10.9.9.9')
  } finally {
    await impostor.close()
  }
})
