/** The generated client, as a program uses it: typed by openapi.yaml alone. */
import { expect, test } from '@playwright/test'
import { createHoldfastClient } from '../client/client.ts'
import type { HoldfastClient } from '../client/client.ts'
import { environment } from '../environment.ts'
import { judgedFetch } from '../http/judged-fetch.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'

function clientOf(person: Person | undefined): HoldfastClient {
  const headers = person ? { Authorization: `Bearer ${person.token()}` } : {}
  const { apiBaseUrl: baseUrl } = environment()
  return createHoldfastClient({ baseUrl, headers, fetch: judgedFetch(person?.subject) })
}

test('the client creates, lists, changes and deletes a task', async () => {
  const person = newPerson('A')
  const client = clientOf(person)
  const created = await client.POST('/v1/tasks', { body: { title: 'Water the plants' } })
  expect(created.response.status).toBe(201)
  const id = created.data?.id ?? ''
  const listed = await client.GET('/v1/tasks', { params: { query: { status: 'open', limit: 10 } } })
  expect(listed.data?.items.map((task) => task.id)).toEqual([id])
  const changed = await client.PATCH('/v1/tasks/{taskId}', {
    params: { path: { taskId: id } },
    body: { status: 'done', due: { kind: 'date', date: '2027-01-01' } },
  })
  expect(changed.data).toMatchObject({ status: 'done', due: { kind: 'date', date: '2027-01-01' } })
  const me = await client.GET('/v1/me')
  expect(me.data).toMatchObject({ subject: person.subject, tasks: { open: 0, done: 1, total: 1 } })
  const deleted = await client.DELETE('/v1/tasks/{taskId}', { params: { path: { taskId: id } } })
  expect(deleted.response.status).toBe(204)
  const gone = await client.GET('/v1/tasks/{taskId}', { params: { path: { taskId: id } } })
  expect(gone.response.status).toBe(404)
  expect(gone.error?.type).toBe('/docs/problems#not-found')
})

test('the client is told what it lacks', async () => {
  const refused = await clientOf(undefined).GET('/v1/tasks')
  expect(refused.response.status).toBe(401)
  expect(refused.data).toBeUndefined()
  expect(refused.error?.type).toBe('/docs/problems#authentication-required')
})

test('the client tells a stale writer what there is now', async () => {
  const client = clientOf(newPerson('A'))
  const created = await client.POST('/v1/tasks', { body: { title: 'One' } })
  const path = { taskId: created.data?.id ?? '' }
  await client.PATCH('/v1/tasks/{taskId}', { params: { path }, body: { title: 'Two' } })
  const stale = await client.PATCH('/v1/tasks/{taskId}', {
    params: { path, header: { 'If-Match': `"${String(created.data?.version)}"` } },
    body: { title: 'Three' },
  })
  expect(stale.response.status).toBe(412)
  expect(stale.error).toMatchObject({ current: { title: 'Two' } })
})
