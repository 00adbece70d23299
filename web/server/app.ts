// Web's HTTP server: forwards the api's paths, answers /healthz, and leaves the rest to SvelteKit.
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { Config } from '../src/lib/server/config/load.ts'
import { describeError, type Logger } from '../src/lib/server/log.ts'
import { clientAddress } from './client-address.ts'
import { createForwarder } from './forward.ts'
import { routeTarget } from './forward-path.ts'
import { sendProblem } from './problem.ts'
import { PAGES_ONLY, securityHeaders } from './security-headers.ts'
import { STOPPING } from './shutdown.ts'

export type Handler = (req: http.IncomingMessage, res: http.ServerResponse) => void

/** What adapter-node reads instead of the request line: always overwritten, whoever sent it. */
export const ADAPTER_HEADERS = {
  PROTOCOL_HEADER: 'x-holdfast-protocol',
  HOST_HEADER: 'x-holdfast-host',
  ADDRESS_HEADER: 'x-holdfast-address',
} as const

/** Endpoints that programs send forms to. */
const PROGRAMS_ONLY = /^\/api\/oauth\/[a-z_]+$/

/** More than any browser sends. Beyond its own limit Node drops fields without a word. */
const MAX_HEADERS = 200

type ServerConfig = Pick<Config, 'API_URL' | 'PUBLIC_URL' | 'CLIENT_ADDRESS_HEADER'>

export function createServer(config: ServerConfig, kit: Handler, logger: Logger): http.Server {
  const publicUrl = new URL(config.PUBLIC_URL)
  const apiUrl = new URL(config.API_URL)
  const basePath = apiUrl.pathname.replace(/\/$/, '')
  const forwarder = createForwarder({ apiUrl })
  const headers = new Headers(securityHeaders(publicUrl))

  const answer = (req: http.IncomingMessage, res: http.ServerResponse, id: string): string => {
    const address = clientAddress(req, config.CLIENT_ADDRESS_HEADER)
    if (req.rawHeaders.length / 2 > MAX_HEADERS) {
      sendProblem(res, 'malformed-request', { id, detail: 'Too many header fields.' })
      return 'refused'
    }
    const target = routeTarget(req.url ?? '', basePath)
    if (target.kind === 'malformed') {
      sendProblem(res, 'malformed-request', { id })
      return 'refused'
    }
    if (target.kind === 'forward') {
      for (const name of PAGES_ONLY) res.removeHeader(name)
      forwarder.forward(req, res, { id, path: target.path, clientAddress: address, publicUrl })
      return 'api'
    }
    if (req.url?.split('?', 1)[0] === '/healthz') {
      res.setHeader('cache-control', 'no-store')
      res.setHeader('content-type', 'application/json')
      res.end('{"status":"ok"}')
      return 'health'
    }
    if (PROGRAMS_ONLY.test(req.url ?? '')) {
      // Kit takes a form without an origin for another site's. Browsers always send one (Fetch
      // standard §3.2), and what is asked here goes by no cookie: a program's form is one of ours.
      req.headers.origin ??= publicUrl.origin
      if (req.headers.origin !== publicUrl.origin) {
        refuseSite(res)
        return 'refused'
      }
    }
    req.headers[ADAPTER_HEADERS.PROTOCOL_HEADER] = publicUrl.protocol.slice(0, -1)
    req.headers[ADAPTER_HEADERS.HOST_HEADER] = publicUrl.host
    req.headers[ADAPTER_HEADERS.ADDRESS_HEADER] = address
    kit(req, res)
    return 'web'
  }

  const server = http.createServer(
    {
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: 32 * 1024,
    },
    (req, res) => {
      const startedAt = performance.now()
      const id = randomUUID()
      res.setHeaders(headers)
      res.setHeader('x-request-id', id)
      let by = 'web'
      res.once('close', () => {
        logger[by === 'health' ? 'debug' : 'info']('request', {
          // The api gives its answers an id of its own, which is then the one to look for.
          id: String(res.getHeader('x-request-id')),
          method: req.method,
          // Without the query: it may hold what somebody searched for.
          path: req.url?.split('?', 1)[0],
          by,
          status: res.statusCode,
          finished: res.writableFinished,
          durationMs: Math.round(performance.now() - startedAt),
        })
      })
      try {
        by = answer(req, res, id)
      } catch (error) {
        logger.error('request failed', { id, ...describeError(error) })
        if (res.headersSent) res.destroy()
        else sendProblem(res, 'internal-error', { id })
      }
    },
  )
  server.maxHeadersCount = MAX_HEADERS + 100
  server.once(STOPPING, () => {
    forwarder.endStreams()
  })
  server.once('close', () => {
    forwarder.close()
  })
  return server
}

/** In the words of the endpoints that it asked for: RFC 6749 §5.2. */
function refuseSite(res: http.ServerResponse): void {
  res.statusCode = 403
  res.setHeader('cache-control', 'no-store')
  res.setHeader('content-type', 'application/json')
  const description = 'This is for programs, and not for the pages of another site.'
  res.end(JSON.stringify({ error: 'access_denied', error_description: description }))
}
