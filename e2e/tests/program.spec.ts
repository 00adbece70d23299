import { createHoldfastClient } from '@holdfast/contracts/client'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { clientFor, fetchToken, signIn, signUp } from '../people/account.ts'
import { newPerson } from '../people/person.ts'

const { baseUrl } = readEnvironment()

test.describe('A program', () => {
  test('signs in, gets a token, and keeps tasks with the typed client', async ({ request }) => {
    const person = newPerson()
    await signUp(request, person)
    await signIn(request, person)
    const client = clientFor(await fetchToken(request))

    const created = await client.POST('/v1/tasks', { body: { title: 'By a program' } })
    expect(created.response.status).toBe(201)
    expect(created.data).toMatchObject({ title: 'By a program', status: 'open', priority: 'none' })
    const listed = await client.GET('/v1/tasks', { params: { query: { q: 'program' } } })
    expect(listed.response.status).toBe(200)
    expect(listed.data?.items).toEqual([created.data])
    const me = await client.GET('/v1/me')
    expect(me.data?.tasks).toEqual({ open: 1, done: 0, total: 1 })
  })

  test('without a token is answered 401, cookie or not', async ({ request, keeper, context }) => {
    await keeper.add({ title: 'Not for everybody' })
    const { response, error } = await createHoldfastClient({ baseUrl }).GET('/v1/tasks')
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="holdfast"')
    expect(error).toMatchObject({ status: 401, type: '/docs/problems#authentication-required' })
    for (const http of [request, context.request]) {
      expect((await http.get('/v1/tasks')).status()).toBe(401)
    }
  })

  test('finds the contract and its documentation on the same origin', async ({ request }) => {
    const contract = await request.get('/openapi.json')
    expect(contract.status()).toBe(200)
    expect(await contract.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) })
    expect((await request.get('/docs/problems')).status()).toBe(200)
  })
})
