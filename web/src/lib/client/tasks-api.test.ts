import { createHoldfastClient } from '@holdfast/contracts/client'
import { describe, expect, it } from 'vitest'
import { makeTask } from '../tasks/testing/task.ts'
import { createTasksApi } from './tasks-api.ts'
import { AuthUnavailableError, SessionOverError } from './token-store.ts'

const query = { sort: 'created', order: 'desc' } as const

/** An api over a client whose server gives one answer, or none. */
function setUp(answer: Response | Error) {
  const sent: Request[] = []
  const client = createHoldfastClient({
    baseUrl: 'http://here.test',
    fetch: (request) => {
      sent.push(request)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  })
  return { api: createTasksApi(client), sent }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

describe('createTasksApi', () => {
  it('answers a list with its tag', async () => {
    const page = { items: [makeTask()], nextCursor: 'next' }
    const { api } = setUp(json(200, page, { etag: 'W/"7"' }))
    expect(await api.list(query)).toEqual({ ok: true, value: page, etag: 'W/"7"', change: null })
  })

  it('asks whether a list has changed and takes no for an answer', async () => {
    const { api, sent } = setUp(new Response(null, { status: 304, headers: { etag: 'W/"7"' } }))
    expect(await api.list(query, 'W/"7"')).toEqual({
      ok: true,
      value: null,
      etag: 'W/"7"',
      change: null,
    })
    expect(sent[0]?.headers.get('if-none-match')).toBe('W/"7"')
  })

  it('names the version a change is based on', async () => {
    const { api, sent } = setUp(json(200, makeTask()))
    await api.update('one', { title: 'X' }, { version: 7 })
    expect(sent[0]?.headers.get('if-match')).toBe('"7"')
    expect(sent[0]?.url).toBe('http://here.test/v1/tasks/one')
    expect(await sent[0]?.json()).toEqual({ title: 'X' })
  })

  it('hands a refusal on with the current task', async () => {
    const problem = { type: '/docs/problems#precondition-failed', title: 'x', status: 412 }
    const { api } = setUp(json(412, { ...problem, current: makeTask({ version: 9 }) }))
    expect(await api.remove('one', { version: 7 })).toEqual({
      ok: false,
      why: 'refused',
      problem: { ...problem, current: makeTask({ version: 9 }) },
    })
  })

  it('has a problem for an error that is none', async () => {
    const { api } = setUp(json(500, { oops: true }))
    expect(await api.counts()).toMatchObject({ why: 'refused', problem: { status: 500 } })
  })

  it.each([408, 429, 502, 503, 504])('takes %i for "not now"', async (status) => {
    const { api } = setUp(json(status, {}, { 'retry-after': '7' }))
    expect(await api.get('one')).toEqual({ ok: false, why: 'unreachable', retryAfterSeconds: 7 })
  })

  it.each([
    [new TypeError('Failed to fetch'), 'unreachable'],
    [new AuthUnavailableError('no token'), 'unreachable'],
    [new SessionOverError('ended'), 'session-over'],
  ])('tells %s as %s', async (error, why) => {
    expect(await setUp(error).api.get('one')).toMatchObject({ ok: false, why })
  })
})
