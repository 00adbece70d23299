/** A caching proxy that everybody shares, by the rules of RFC 9111: one store for all who ask. */
import CachePolicy from 'http-cache-semantics'
import { createServer, request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { bodyOf } from '../http/body.ts'

export interface SharedCache {
  origin: string
  /** URLs of the answers that it keeps. */
  stored(): string[]
  /** How many answers came out of the store. */
  hits(): number
  close(): Promise<void>
}

interface Kept {
  policy: CachePolicy
  body: Buffer
}

interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Starts on a free port of this machine, in front of the upstream. */
export async function openSharedCache(upstream: string): Promise<SharedCache> {
  const store = new Map<string, Kept>()
  let hits = 0

  async function answer(asked: Asked, body: Buffer): Promise<Answer> {
    const kept = store.get(asked.url)
    const reads = ['GET', 'HEAD'].includes(asked.method)
    if (!reads) store.delete(asked.url)
    if (reads && kept?.policy.satisfiesWithoutRevalidation(asked)) {
      hits += 1
      return fromStore(kept)
    }
    const sent =
      kept && reads ? { ...asked, headers: kept.policy.revalidationHeaders(asked) } : asked
    const fresh = await forward(upstream, sent, body)
    if (kept && reads) {
      const { policy, modified } = kept.policy.revalidatedPolicy(asked, fresh)
      if (!modified) {
        hits += 1
        store.set(asked.url, { ...kept, policy })
        return fromStore({ ...kept, policy })
      }
    }
    const policy = new CachePolicy(asked, fresh, { shared: true })
    if (asked.method === 'GET' && policy.storable()) {
      store.set(asked.url, { policy, body: fresh.body })
    }
    return fresh
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, answer).catch(() => outgoing.writeHead(502).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    stored: () => [...store.keys()],
    hits: () => hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function fromStore({ policy, body }: Kept): Answer {
  return { status: 200, headers: policy.responseHeaders(), body }
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (asked: Asked, body: Buffer) => Promise<Answer>,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming
  const {
    status,
    headers: told,
    body,
  } = await answer({ method, url, headers }, await buffer(incoming))
  for (const [name, value] of Object.entries(told)) {
    if (!ofConnection.has(name) && value !== undefined) outgoing.setHeader(name, value)
  }
  outgoing.writeHead(status)
  outgoing.end(method === 'HEAD' ? undefined : body)
}

/** These speak of one connection and are not passed on: RFC 9110 §7.6.1. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding'])

function forward(upstream: string, { method, url, headers }: Asked, body: Buffer): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const { hostname, port, host } = new URL(upstream)
  const passed = Object.entries(headers).filter(([name]) => !ofConnection.has(name))
  const sent = request(
    { hostname, port, method, path: url, headers: { ...Object.fromEntries(passed), host } },
    (incoming) => {
      bodyOf(incoming).then(
        (bytes) => {
          resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: bytes })
        },
        (error: unknown) => {
          reject(new Error('the upstream broke off', { cause: error }))
        },
      )
    },
  )
  sent.on('error', reject)
  sent.end(body)
  return promise
}
