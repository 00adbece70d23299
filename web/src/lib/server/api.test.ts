import http from 'node:http'
import type { RequestEvent } from '@sveltejs/kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiUnavailableError, fetchFromApi } from './api.ts'

const mocks = vi.hoisted(() => ({ apiUrl: '', getToken: vi.fn() }))
vi.mock('./config/current.ts', () => ({ getConfig: () => ({ API_URL: mocks.apiUrl }) }))
vi.mock('./auth/instance.ts', () => ({ getAuth: () => ({ api: { getToken: mocks.getToken } }) }))

let server: http.Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: http.RequestListener): Promise<void> {
  const started = http.createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const address = started.address()
  mocks.apiUrl = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`
  mocks.getToken.mockResolvedValue({ token: 'a.b.c' })
}

function event(user: App.Locals['user'] = { id: 'u1', name: 'Ann', email: 'ann@example.com' }) {
  const request = new Request('http://localhost:3000/tasks', { headers: { cookie: 's=1' } })
  const locals: App.Locals = { user, session: null, authUnavailable: false }
  return { request, locals, url: new URL(request.url) } as unknown as RequestEvent
}

describe('fetchFromApi', () => {
  it("asks with the person's token and without their cookie, and brings back the answer", async () => {
    const seen: http.IncomingHttpHeaders[] = []
    await serve((req, res) => {
      seen.push(req.headers)
      res.writeHead(422, { 'content-type': 'application/problem+json', 'set-cookie': 'x=y' })
      res.end(JSON.stringify({ path: req.url }))
    })
    const response = await fetchFromApi(event(), '/v1/tasks?status=open')
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({ path: '/v1/tasks?status=open' })
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(seen[0]).toMatchObject({ authorization: 'Bearer a.b.c' })
    expect(seen[0]).not.toHaveProperty('cookie')
  })

  it('mints one token for a page and another for the next', async () => {
    await serve((_req, res) => void res.end('{}'))
    const page = event()
    await Promise.all([fetchFromApi(page, '/v1/tasks'), fetchFromApi(page, '/v1/me')])
    expect(mocks.getToken).toHaveBeenCalledTimes(1)
    await fetchFromApi(event(), '/v1/me')
    expect(mocks.getToken).toHaveBeenCalledTimes(2)
  })

  it.each<[string, http.RequestListener]>([
    ['hangs up', (req) => void req.socket.destroy()],
    ['stops half-way', (_req, res) => void res.write('{', () => void res.destroy())],
    ['sends us elsewhere', (_req, res) => void res.writeHead(302, { location: '/x' }).end()],
  ])('says that the api is not available when it %s', async (_how, listener) => {
    await serve(listener)
    await expect(fetchFromApi(event(), '/v1/tasks')).rejects.toBeInstanceOf(ApiUnavailableError)
  })

  it('says the same when no token can be had', async () => {
    await serve((_req, res) => void res.end('{}'))
    mocks.getToken.mockRejectedValue(new Error('database down'))
    await expect(fetchFromApi(event(), '/v1/tasks')).rejects.toBeInstanceOf(ApiUnavailableError)
  })

  it('asks nobody when nobody is signed in', async () => {
    await expect(fetchFromApi(event(null), '/v1/tasks')).rejects.toMatchObject({
      status: 303,
      location: '/sign-in?next=%2Ftasks',
    })
    expect(mocks.getToken).not.toHaveBeenCalled()
  })
})
