import http from 'node:http'
import { readEnvironment } from '../environment.ts'
import { expect, test } from '../fixtures.ts'
import { startApi, stopApi } from '../http/control.ts'
import { raw } from '../http/raw.ts'
import { cookieHeader } from '../people/cookies.ts'

const JSON_PATH = '/account/data/holdfast.json'
const CSV_PATH = '/account/data/tasks.csv'

test.afterEach(() => startApi())

test('a download does not begin, and says so', async ({ page, context, keeper }) => {
  await keeper.add({ title: 'One' })
  const cookie = await cookieHeader(context)
  await page.goto('/account/data')
  await stopApi()
  for (const path of [JSON_PATH, CSV_PATH]) {
    const answer = await raw(path, { headers: { cookie } })
    expect(answer.status).toBe(503)
    expect(answer.headers['content-disposition']).toBeUndefined()
  }
  await page.getByRole('link', { name: 'Everything, as JSON' }).click()
  await expect(page.getByRole('alert')).toHaveText(/can’t be read just now/)
})

for (const path of [JSON_PATH, CSV_PATH]) {
  test(`${path} that has begun is cut off, and never ends like a whole one`, async ({
    context,
    keeper,
  }) => {
    // More than fits into the buffers on the way: web has to wait for us.
    await keeper.addMany(1000, { notes: 'n'.repeat(20_000) })
    const cookie = await cookieHeader(context)
    const { answer, rest } = await begin(path, cookie)
    expect(answer.statusCode).toBe(200)
    await stopApi()
    expect(await rest()).toMatch(/^(?:aborted|ECONNRESET)/)
  })
}

/** The first piece of an answer; `rest` reads on and says how it ended. */
async function begin(path: string, cookie: string) {
  const { hostname, port } = new URL(readEnvironment().baseUrl)
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ hostname, port, path, headers: { cookie } }, resolve).once('error', reject)
  })
  await new Promise((resolve) => answer.once('readable', resolve))
  const rest = () =>
    new Promise<string>((resolve) => {
      answer.once('end', () => {
        resolve('ended')
      })
      answer.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? error.message)
      })
      answer.resume()
    })
  return { answer, rest }
}
