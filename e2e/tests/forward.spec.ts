import { expect, test } from '../fixtures.ts'
import { raw } from '../http/raw.ts'
import { cookieHeader } from '../people/cookies.ts'

const tricks = [
  '/v1/../healthz',
  '/v1/../readyz',
  '/v1/%2e%2e/healthz',
  '/v1/%2E%2E%2Fhealthz',
  '/v1/..%2fhealthz',
  '/v1/..;/healthz',
  '/v1/.%2e/readyz',
  '/v1/..\\healthz',
  '/v1//healthz',
  '/v1/tasks/../../healthz',
  '/docs/../healthz',
  '/docs/%2e%2e/v1/tasks',
  '/v1/%00',
  'http://127.0.0.1:1/v1/tasks',
]

// I73
test.describe('The way to the api', () => {
  test('never leaves its prefix', async ({ keeper }) => {
    const headers = { authorization: `Bearer ${keeper.token}` }
    for (const path of tricks) {
      const { status, headers: answered } = await raw(path, { headers })
      expect({ status, type: answered['content-type'] }, path).toEqual({
        status: 400,
        type: 'application/problem+json',
      })
    }
  })

  test('takes no cookie for a token and gives none back', async ({ context, keeper }) => {
    const cookie = await cookieHeader(context)
    const refused = await raw('/v1/tasks', { headers: { cookie } })
    expect(refused.status).toBe(401)
    const authorization = `Bearer ${keeper.token}`
    const taken = await raw('/v1/tasks', { headers: { cookie, authorization } })
    expect(taken.status).toBe(200)
    for (const { headers } of [refused, taken]) expect(headers['set-cookie']).toBeUndefined()
  })

  test('is closed for what is not public in the api itself', async ({ request }) => {
    // The api has this path, too; to the outside it is web that answers.
    expect(await (await request.get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await request.get('/readyz')).status()).toBe(404)
  })
})
