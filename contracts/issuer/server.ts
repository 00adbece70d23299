/** The suite's issuer: a key set over HTTP that can fail in every way, and counts who asks. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { PublicJwk } from './keys.ts'

export type Mode =
  'normal' | '500' | 'gone' | 'hang' | 'refuse' | 'html' | 'redirect' | 'huge' | 'drip'

export interface IssuerState {
  mode: Mode
  keys: PublicJwk[]
}

export interface IssuerCounters {
  /**
   * Requests for the key set, by who asks: the query of `/jwks?pool1`, nothing for the api under
   * test. Refused connections cannot be counted.
   */
  hits: Record<string, number>
  /** Requests for any other path: nothing may ever follow a token's own pointers. */
  trapped: string[]
  /** Bytes that a `huge` answer got rid of before it was cut off, at the most. */
  hugeBytes: number
}

const hugeLimit = 32 * 1024 * 1024

export interface IssuerServer {
  setState(state: Partial<IssuerState>): Promise<void>
  counters: IssuerCounters
  close(): Promise<void>
}

/** Listens on the issuer's port, or on none while the mode is `refuse`. */
export async function startIssuer(port: number, keys: PublicJwk[]): Promise<IssuerServer> {
  const state: IssuerState = { mode: 'normal', keys }
  const counters: IssuerCounters = { hits: {}, trapped: [], hugeBytes: 0 }
  const server = createServer((request, response) => {
    const [path, asker = ''] = (request.url ?? '').split('?', 2)
    if (path !== '/jwks') {
      counters.trapped.push(request.url ?? '')
      sendKeys(response, state.keys)
      return
    }
    counters.hits[asker] = (counters.hits[asker] ?? 0) + 1
    answer(request, response, { state, counters })
  })
  await listen(server, port)
  return {
    counters,
    setState: async (change) => {
      Object.assign(state, change)
      if (change.mode === undefined) return
      // Kept-alive connections would hide a change of mode from the next request.
      server.closeAllConnections()
      if (state.mode === 'refuse') await stop(server)
      else if (!server.listening) await listen(server, port)
    },
    close: () => stop(server),
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { state, counters }: { state: IssuerState; counters: IssuerCounters },
): void {
  switch (state.mode) {
    case 'normal':
      sendKeys(response, state.keys)
      return
    case '500':
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"broken"}')
      return
    case 'gone':
      sendKeys(response, state.keys, 410)
      return
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>')
      return
    case 'redirect':
      response.writeHead(302, { location: '/elsewhere/jwks' }).end()
      return
    case 'huge':
      sendEndlessly(response, counters)
      return
    case 'drip':
      sendSlowly(request, response)
      return
    case 'hang':
    case 'refuse':
  }
}

function sendKeys(response: ServerResponse, keys: PublicJwk[], status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ keys }))
}

/** A body far beyond any key set; a client with a cap hangs up long before its end. */
function sendEndlessly(response: ServerResponse, counters: IssuerCounters): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"keys":[],"padding":"')
  const chunk = 'x'.repeat(64 * 1024)
  let sent = 0
  const more = (): void => {
    while (!response.destroyed && sent < hugeLimit) {
      sent += chunk.length
      counters.hugeBytes = Math.max(counters.hugeBytes, sent)
      if (!response.write(chunk)) {
        response.once('drain', more)
        return
      }
    }
    response.end('"}')
  }
  more()
}

/** One byte a tenth of a second: never idle, never done. */
function sendSlowly(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 100)
  request.socket.once('close', () => {
    clearInterval(timer)
  })
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
