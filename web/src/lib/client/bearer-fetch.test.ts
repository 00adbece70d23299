import { describe, expect, it } from 'vitest'
import { bearerFetch } from './bearer-fetch.ts'
import { AuthUnavailableError } from './token-store.ts'

function setUp(accepted: string) {
  let made = 1
  const sent: { authorization: string | null; body: string }[] = []
  const tokens = {
    token: () => Promise.resolve(`t${String(made)}`),
    discard: (token: string) => {
      if (token === `t${String(made)}`) made += 1
    },
  }
  const fetch = async (input: RequestInfo | URL) => {
    const request = input as Request
    const authorization = request.headers.get('authorization')
    sent.push({ authorization, body: await request.text() })
    return new Response(null, { status: authorization === `Bearer ${accepted}` ? 200 : 401 })
  }
  const request = () =>
    new Request('http://here.test/v1/tasks', { method: 'POST', body: '{"a":1}' })
  return { sent, request, send: bearerFetch(tokens, fetch) }
}

describe('bearerFetch', () => {
  it('carries the token', async () => {
    const { sent, request, send } = setUp('t1')
    expect((await send(request())).status).toBe(200)
    expect(sent).toEqual([{ authorization: 'Bearer t1', body: '{"a":1}' }])
  })

  it('asks once more with a fresh token and the same body after a 401', async () => {
    const { sent, request, send } = setUp('t2')
    expect((await send(request())).status).toBe(200)
    expect(sent).toEqual([
      { authorization: 'Bearer t1', body: '{"a":1}' },
      { authorization: 'Bearer t2', body: '{"a":1}' },
    ])
  })

  it('asks no third time', async () => {
    const { sent, request, send } = setUp('none')
    await expect(send(request())).rejects.toThrow(AuthUnavailableError)
    expect(sent).toHaveLength(2)
  })
})
