import http from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createForwarder } from './forward.ts'
import { front, listen, nowhere, send, type FrontOptions, type Stub } from './testing.ts'

const open: Stub[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()))
})

/** A front whose upstream answers with `upstream`. */
async function start(upstream: http.RequestListener, options: Partial<FrontOptions> = {}) {
  const api = await listen(http.createServer(upstream))
  const web = await front({ apiUrl: api.url, ...options })
  open.push(api, web)
  return web.url
}

const echo: http.RequestListener = (req, res) => {
  let body = ''
  req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  req.once('end', () => {
    const { method, url, rawHeaders } = req
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify({ method, url, rawHeaders, body }))
  })
}

interface Echo {
  method: string
  url: string
  rawHeaders: string[]
  body: string
}

function fields(body: string): Record<string, string[]> {
  const { rawHeaders } = JSON.parse(body) as Echo
  const found: Record<string, string[]> = {}
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    ;(found[name] ??= []).push(rawHeaders[at + 1] ?? '')
  }
  return found
}

describe('forwarding to the api', () => {
  it('passes on the method, the target and the body as they are', async () => {
    const web = await start(echo)
    const { body } = await send(web, '/v1/tasks?q=a%2F%2E%2E&x', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"title":"ä"}',
    })
    expect(JSON.parse(body)).toMatchObject({
      method: 'PATCH',
      url: '/v1/tasks?q=a%2F%2E%2E&x',
      body: '{"title":"ä"}',
    })
  })

  it('tells the api no cookie and no address the client made up', async () => {
    const web = await start(echo)
    const { body } = await send(web, '/v1/tasks', {
      headers: {
        cookie: 'holdfast.session_token=secret',
        authorization: 'Bearer a.b.c',
        forwarded: 'for=10.9.9.9',
        'x-forwarded-for': '10.9.9.9',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-user': 'admin',
        'x-real-ip': '10.9.9.9',
        'x-holdfast-client-address': '10.9.9.9',
        'proxy-authorization': 'Basic eA==',
        connection: 'keep-alive, x-private, authorization',
        'x-private': 'for this hop',
        te: 'trailers',
      },
    })
    const seen = fields(body)
    expect(Object.keys(seen).sort()).toEqual([
      'authorization',
      'connection',
      'host',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ])
    expect(seen).toMatchObject({
      authorization: ['Bearer a.b.c'],
      connection: ['keep-alive'],
      'x-forwarded-for': ['127.0.0.1'],
      'x-forwarded-host': ['tasks.example.com'],
      'x-forwarded-proto': ['https'],
    })
    expect(seen['host']?.[0]).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  it('lets the api see that a field came twice', async () => {
    const web = await start(echo)
    const headers = [
      'host',
      'web',
      'authorization',
      'Bearer a.b.c',
      'authorization',
      'Bearer d.e.f',
    ]
    const { body } = await send(web, '/v1/tasks', { headers })
    expect(fields(body)['authorization']).toEqual(['Bearer a.b.c', 'Bearer d.e.f'])
  })

  it('brings back status, fields and body, and nothing that changes the browser', async () => {
    const web = await start((_req, res) => {
      res.writeHead(201, {
        etag: '"7"',
        location: '/v1/tasks/1',
        'x-request-id': 'from-the-api',
        'set-cookie': ['a=b', 'holdfast.session_token=other'],
        'clear-site-data': '"*"',
        connection: 'x-hop',
        'x-hop': 'gone',
      })
      res.end('{}')
    })
    const { status, headers, body } = await send(web, '/v1/tasks', { method: 'POST' })
    expect({ status, body }).toEqual({ status: 201, body: '{}' })
    expect(headers).toMatchObject({
      etag: '"7"',
      location: '/v1/tasks/1',
      'x-request-id': 'from-the-api',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    })
    for (const name of ['set-cookie', 'clear-site-data', 'x-hop', 'cross-origin-resource-policy']) {
      expect(headers).not.toHaveProperty(name)
    }
  })

  it("keeps the documentation page's own content security policy", async () => {
    const policy = "default-src 'self'"
    const web = await start((_req, res) => {
      res.setHeader('content-security-policy', policy).end('<p>')
    })
    const { headers } = await send(web, '/docs')
    expect(headers['content-security-policy']).toBe(policy)
  })

  it('hands each piece on as it comes, in both directions', async () => {
    const web = await start((req, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders()
      req.pipe(res)
    })
    const req = http.request(`${web}/v1/echo`, { method: 'POST', agent: false })
    req.flushHeaders()
    const res = await new Promise<http.IncomingMessage>((resolve) => req.once('response', resolve))
    // The answer has begun although the request has not ended; now piece for piece.
    for (const piece of ['one', 'two']) {
      req.write(piece)
      const [chunk] = await once(res, 'data')
      expect(String(chunk)).toBe(piece)
    }
    req.end()
    res.resume()
    await once(res, 'end')
  })

  it('lets a stream of events be quiet, and have a connection to itself', async () => {
    const streams: http.ServerResponse[] = []
    const api = await listen(
      http.createServer((req, res) => {
        if (req.url !== '/v1/events') {
          res.end('answered')
          return
        }
        streams.push(res)
        res.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
      }),
    )
    const limits = { idleTimeoutMs: 20, maxConnections: 1 }
    const forwarder = createForwarder({ apiUrl: new URL(api.url), ...limits })
    const from = { clientAddress: '127.0.0.1', publicUrl: new URL(api.url) }
    const web = await listen(
      http.createServer((req, res) => {
        forwarder.forward(req, res, { id: 'x', path: req.url ?? '', ...from })
      }),
    )
    open.push(api, web)
    const stream = await openStream(web.url)
    const other = await openStream(web.url)
    await new Promise((resolve) => setTimeout(resolve, 100))
    streams[0]?.write('data: 2\n\n')
    const [chunk] = await once(stream, 'data')
    expect(String(chunk)).toBe('data: 2\n\n')
    expect((await send(web.url, '/v1/tasks')).body).toBe('answered')
    // What would never finish by itself does not keep a server from stopping.
    forwarder.endStreams()
    await Promise.all([stream, other].map((one) => once(one, 'close')))
    expect((await send(web.url, '/v1/tasks')).body).toBe('answered')
    forwarder.close()
  })

  it('stops the api when the client goes away', async () => {
    let noticed: () => void = () => undefined
    const gone = new Promise<void>((resolve) => (noticed = resolve))
    const web = await start((_req, res) => {
      res.once('close', noticed)
      res.writeHead(200).write('first')
    })
    const req = http.get(`${web}/v1/stream`, { agent: false })
    req.once('error', () => undefined)
    const res = await new Promise<http.IncomingMessage>((resolve) => req.once('response', resolve))
    await once(res, 'data')
    req.destroy()
    await gone
  })

  it('stops the api when the client goes away before there is an answer', async () => {
    let reached: () => void = () => undefined
    let noticed: () => void = () => undefined
    const asked = new Promise<void>((resolve) => (reached = resolve))
    const gone = new Promise<void>((resolve) => (noticed = resolve))
    const web = await start((_req, res) => {
      res.once('close', noticed)
      reached()
    })
    const req = http.get(`${web}/v1/tasks`, { agent: false })
    req.once('error', () => undefined)
    await asked
    req.destroy()
    await gone
  })

  it('does not make a cut answer look complete', async () => {
    const web = await start((_req, res) => {
      res.writeHead(200).write('half', () => void res.destroy())
    })
    await expect(send(web, '/v1/tasks')).rejects.toThrow(/aborted|hang up/)
  })

  it('brings back an answer that came before the body was read', async () => {
    const web = await start((_req, res) => {
      res.writeHead(413).end('too much')
    })
    const { status } = await send(web, '/v1/tasks', { method: 'POST', body: 'x'.repeat(300_000) })
    expect(status).toBe(413)
  })

  it('answers 503 with a problem while the api is down', async () => {
    const web = await front({ apiUrl: await nowhere() })
    open.push(web)
    const { status, headers, body } = await send(web.url, '/v1/tasks', {
      method: 'POST',
      body: '{}',
    })
    expect(status).toBe(503)
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'retry-after': '2',
    })
    expect(JSON.parse(body)).toMatchObject({
      type: '/docs/problems#service-unavailable',
      status: 503,
      instance: `urn:uuid:${String(headers['x-request-id'])}`,
    })
  })

  it('asks once more when a kept connection turns out to be dead, but only for a read', async () => {
    let requests = 0
    const upstream: http.RequestListener = (req, res) => {
      requests += 1
      // The second request on a connection meets its end.
      if (requests === 2 || requests === 4) req.socket.destroy()
      else res.end(String(requests))
    }
    const web = await start(upstream)
    expect((await send(web, '/v1/tasks')).body).toBe('1')
    expect((await send(web, '/v1/tasks')).body).toBe('3')
    expect((await send(web, '/v1/tasks', { method: 'POST', body: '{}' })).status).toBe(503)
    expect(requests).toBe(4)
  })
})

/** The answer once its first event has come. */
async function openStream(web: string): Promise<http.IncomingMessage> {
  const req = http.get(`${web}/v1/events`, { agent: false })
  const res = await new Promise<http.IncomingMessage>((resolve) => req.once('response', resolve))
  res.on('error', () => undefined)
  await once(res, 'data')
  return res
}

function once(emitter: NodeJS.EventEmitter, name: string): Promise<unknown[]> {
  return new Promise((resolve) => emitter.once(name, (...all: unknown[]) => void resolve(all)))
}
