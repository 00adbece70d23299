import http from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ADAPTER_HEADERS } from './app.ts'
import { front, listen, send, type FrontOptions, type Stub } from './testing.ts'

const open: Stub[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()))
})

/** Web in front of an api that must not be asked. */
async function start(options: Partial<FrontOptions> = {}) {
  const asked: string[] = []
  const api = await listen(
    http.createServer((req, res) => {
      asked.push(req.url ?? '')
      res.end('api')
    }),
  )
  const web = await front({ apiUrl: api.url, ...options })
  open.push(api, web)
  return { url: web.url, asked }
}

const { PROTOCOL_HEADER, HOST_HEADER, ADDRESS_HEADER } = ADAPTER_HEADERS
const showHeaders: http.RequestListener = (req, res) => {
  res.end(JSON.stringify([PROTOCOL_HEADER, HOST_HEADER, ADDRESS_HEADER].map((n) => req.headers[n])))
}
const spoofed = {
  host: 'evil.example',
  [PROTOCOL_HEADER]: 'gopher',
  [HOST_HEADER]: 'evil.example',
  [ADDRESS_HEADER]: '10.9.9.9',
  'x-forwarded-for': '10.9.9.9, 192.0.2.7',
}

describe("web's server", () => {
  it('tells SvelteKit the configured origin and the real address, whatever the client says', async () => {
    const { url } = await start({ kit: showHeaders })
    const { body } = await send(url, '/', { headers: spoofed })
    expect(JSON.parse(body)).toEqual(['https', 'tasks.example.com', '127.0.0.1'])
  })

  it("believes the address of the operator's proxy when it is told which header has it", async () => {
    const { url } = await start({ kit: showHeaders, addressHeader: 'X-Forwarded-For' })
    expect(JSON.parse((await send(url, '/', { headers: spoofed })).body)).toContain('192.0.2.7')
    const nonsense = { 'x-forwarded-for': 'unknown' }
    expect(JSON.parse((await send(url, '/', { headers: nonsense })).body)).toContain('127.0.0.1')
  })

  it('answers its own health check, with the security headers of every answer', async () => {
    const { url, asked } = await start()
    const { status, headers, body } = await send(url, '/healthz')
    expect({ status, body }).toEqual({ status: 200, body: '{"status":"ok"}' })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(asked).toEqual([])
  })

  it.each(['/v1/../api/auth/token', '/v1/%2e%2e/x', '/v1//x', '/docs/..%2fx'])(
    'answers 400 for %s and asks nobody',
    async (path) => {
      const { url, asked } = await start()
      const { status, headers, body } = await send(url, path)
      expect(status).toBe(400)
      expect(headers['content-type']).toBe('application/problem+json')
      expect(JSON.parse(body)).toMatchObject({ type: '/docs/problems#malformed-request' })
      expect(asked).toEqual([])
    },
  )

  it.each(['GET http://127.0.0.1:1/v1/tasks HTTP/1.1', 'OPTIONS * HTTP/1.1'])(
    'is no proxy: %s is 400',
    async (line) => {
      const { url, asked } = await start()
      const answer = await raw(url, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(asked).toEqual([])
    },
  )

  it('refuses more header fields than Node would hand on complete', async () => {
    const { url, asked } = await start()
    const many = Array.from({ length: 250 }, (_, n) => `x-${String(n)}: 1\r\n`).join('')
    const answer = await raw(
      url,
      `GET /v1/tasks HTTP/1.1\r\nHost: x\r\n${many}Connection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(asked).toEqual([])
  })

  it('logs a line for each request, without the query', async () => {
    const lines: string[] = []
    const { url } = await start({ log: (line) => lines.push(line) })
    await send(url, '/v1/tasks?q=very-private', {
      headers: { authorization: 'Bearer very-private' },
    })
    await send(url, '/reset?token=very-private')
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(logged).toMatchObject([
      { message: 'request', method: 'GET', path: '/v1/tasks', status: 200, by: 'api' },
      { message: 'request', method: 'GET', path: '/reset', status: 200, by: 'web' },
    ])
    expect(lines.join('')).not.toContain('very-private')
  })
})

function raw(url: string, message: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(message))
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.once('end', () => void resolve(answer)).once('error', reject)
  })
}
