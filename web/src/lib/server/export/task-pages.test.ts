import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { begun, streamOf } from './stream.ts'
import { DataUnreadableError, type ApiSource } from './api-pages.ts'
import { taskPages } from './task-pages.ts'

vi.setConfig({ testTimeout: 20_000 })

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** An api that tells `count` pages of one task each, unless `refuse` has answered already. */
async function startApi(
  count: number,
  refuse: (request: IncomingMessage, response: ServerResponse, page: number) => boolean = () =>
    false,
) {
  const asked: { query: URLSearchParams; token: string }[] = []
  server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://api').searchParams
    asked.push({ query, token: (request.headers.authorization ?? '').replace('Bearer ', '') })
    const page = Number(query.get('cursor') ?? '0')
    if (refuse(request, response, page)) return
    const nextCursor = page + 1 < count ? String(page + 1) : null
    response.end(JSON.stringify({ items: [{ id: `task ${page}` }], nextCursor }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { asked, apiUrl: `http://127.0.0.1:${port}` }
}

let tokens = 0
const tokenFor = (seconds: number) =>
  new UnsecuredJWT({ number: (tokens += 1) }).setExpirationTime(`${seconds}s`).encode()

function source(apiUrl: string, newToken = () => Promise.resolve(tokenFor(300))): ApiSource {
  return { apiUrl, newToken: vi.fn(newToken), signal: new AbortController().signal }
}

async function idsOf(from: ApiSource): Promise<string[]> {
  const ids: string[] = []
  for await (const page of taskPages(from)) ids.push(...page.map(({ id }) => id))
  return ids
}

describe('the tasks of an export', () => {
  it('are read by pages of 200, the oldest first, to the last one', async () => {
    const { asked, apiUrl } = await startApi(3)
    expect(await idsOf(source(apiUrl))).toEqual(['task 0', 'task 1', 'task 2'])
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      { sort: 'created', order: 'asc', limit: '200' },
      { sort: 'created', order: 'asc', limit: '200', cursor: '1' },
      { sort: 'created', order: 'asc', limit: '200', cursor: '2' },
    ])
  })

  it('are asked for with one token for as long as it lives, and then with another', async () => {
    const { asked, apiUrl } = await startApi(4)
    const lives = [300, 300]
    const pages = taskPages(source(apiUrl, () => Promise.resolve(tokenFor(lives.shift() ?? 0))))
    await pages.next()
    await pages.next()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 280_000 })
    await pages.next()
    vi.useRealTimers()
    await pages.next()
    const [first, second, third, fourth] = asked.map(({ token }) => token)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
    expect(fourth).toBe(third)
  })

  it('are asked for again with a new token when the api takes the old one no more', async () => {
    const { apiUrl } = await startApi(3, (request, response, page) => {
      const isFirst = request.headers.authorization === `Bearer ${seen[0] ?? ''}`
      if (page === 0 || !isFirst) return false
      response.writeHead(401).end('{}')
      return true
    })
    const seen: string[] = []
    const from = source(apiUrl, () => {
      seen.push(tokenFor(300))
      return Promise.resolve(seen.at(-1) ?? '')
    })
    expect(await idsOf(from)).toEqual(['task 0', 'task 1', 'task 2'])
    expect(from.newToken).toHaveBeenCalledTimes(2)
  })

  it('end with an error once the session has ended', async () => {
    const { apiUrl } = await startApi(3, (_request, response, page) => {
      if (page === 0) return false
      response.writeHead(401).end('{}')
      return true
    })
    const tokens = [Promise.resolve(tokenFor(300))]
    const from = source(apiUrl, () => tokens.pop() ?? Promise.reject(new Error('signed out')))
    await expect(idsOf(from)).rejects.toThrow(DataUnreadableError)
  })

  it('wait for an api that is away for a moment, or wants it slower', async () => {
    const troubles = [503, 429, 0]
    const { asked, apiUrl } = await startApi(2, (request, response, page) => {
      const trouble = page === 1 ? troubles.shift() : undefined
      if (trouble === undefined) return false
      if (trouble === 0) request.socket.destroy()
      else response.writeHead(trouble, { 'retry-after': '1' }).end('{}')
      return true
    })
    expect(await idsOf(source(apiUrl))).toEqual(['task 0', 'task 1'])
    expect(asked).toHaveLength(5)
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['refuses', (response) => void response.writeHead(400).end('{}')],
    ['hangs up', (response) => void response.destroy()],
    ['stops half-way', (response) => void response.write('{"items":[', () => response.destroy())],
    ['says something else', (response) => void response.end('{"items":[]}')],
  ])('end with an error, and not early, when the api %s', async (_, answer) => {
    const { apiUrl } = await startApi(3, (_request, response, page) => {
      if (page === 1) answer(response)
      return page === 1
    })
    await expect(idsOf(source(apiUrl))).rejects.toThrow(DataUnreadableError)
  })
})

describe('the body of a download', () => {
  async function open(count: number, refuse?: Parameters<typeof startApi>[1]) {
    const api = await startApi(count, refuse)
    const gone = new AbortController()
    const onBroken = vi.fn()
    const pages = taskPages({ ...source(api.apiUrl), signal: gone.signal })
    const text = (async function* () {
      for await (const page of await begun(pages)) yield JSON.stringify(page)
    })()
    const onGone = () => {
      gone.abort()
    }
    return { ...api, onBroken, reader: streamOf(text, { onGone, onBroken }).getReader() }
  }

  it('is made no faster than it is read', async () => {
    const { asked, reader } = await open(500)
    for (let read = 1; read <= 20; read += 1) {
      await reader.read()
      expect(asked.length).toBeLessThanOrEqual(read + 1)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(asked.length).toBeLessThanOrEqual(21)
    await reader.cancel()
  })

  it('stops asking when nobody reads any further', async () => {
    let isCut = false
    const { asked, reader, onBroken } = await open(500, (request, _response, page) => {
      if (page === 2) request.socket.once('close', () => (isCut = true))
      return page === 2
    })
    await reader.read()
    await reader.read()
    const waiting = reader.read()
    await expect.poll(() => asked.length).toBe(3)
    await reader.cancel()
    await waiting
    await expect.poll(() => isCut).toBe(true)
    expect(asked).toHaveLength(3)
    expect(onBroken).not.toHaveBeenCalled()
  })

  it('breaks when the api does, and never ends as if that were all', async () => {
    const { reader, onBroken } = await open(500, (_request, response, page) => {
      if (page === 2) response.writeHead(400).end('{}')
      return page === 2
    })
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow(DataUnreadableError)
    expect(onBroken).toHaveBeenCalledTimes(1)
  })
})
