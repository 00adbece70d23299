// Hands a request on to the api and its answer back, as a stream in both directions (D9).
import http from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream'
import { requestHeaders, responseHeaders, type Origin } from './forward-headers.ts'
import { sendProblem } from './problem.ts'

export interface ForwarderOptions {
  apiUrl: URL
  /** How long the api may take to begin its answer, from the end of the request. Milliseconds. */
  answerTimeoutMs?: number
  /** How long a connection to the api may take to open. Milliseconds. */
  connectTimeoutMs?: number
  /** How long a connection to the api is kept that nobody uses. Milliseconds. */
  idleTimeoutMs?: number
  /** Connections to the api at most, beside those that a stream of events has to itself. */
  maxConnections?: number
}

export interface Forwarding extends Origin {
  id: string
  /** As judged by `routeTarget`. */
  path: string
}

export interface Forwarder {
  forward: (req: http.IncomingMessage, res: http.ServerResponse, how: Forwarding) => void
  /** Breaks off what has no end by itself: a reader goes on elsewhere, where it was. */
  endStreams: () => void
  close: () => void
}

export function createForwarder(options: ForwarderOptions): Forwarder {
  const { apiUrl, answerTimeoutMs = 30_000, connectTimeoutMs = 3000 } = options
  // An idle connection is given up before the api's own 5 s are over, so that none is used that
  // the api is just closing.
  const { idleTimeoutMs = 4000, maxConnections = 512 } = options
  const { request, Agent } = apiUrl.protocol === 'https:' ? https : http
  const agent = new Agent({
    ...{ keepAlive: true, maxSockets: maxConnections, maxFreeSockets: 64 },
    timeout: idleTimeoutMs,
  })
  const streams = new Set<http.ClientRequest>()

  /** However many are open, other requests find as many connections as ever. */
  function countStream(upstream: http.ClientRequest): void {
    streams.add(upstream)
    agent.maxSockets += 1
    upstream.once('close', () => {
      streams.delete(upstream)
      agent.maxSockets -= 1
    })
  }

  function send(req: http.IncomingMessage, res: http.ServerResponse, how: Forwarding): void {
    const upstream = request({
      agent,
      hostname: apiUrl.hostname.replace(/^\[|\]$/g, ''),
      port: apiUrl.port,
      method: req.method,
      path: how.path,
      headers: { ...requestHeaders(req.rawHeaders, how), ...framing(req) },
      // Otherwise an absent Host would be filled in from somewhere else than the configuration.
      setHost: true,
    })
    const watch = watchTimeouts(upstream, connectTimeoutMs, answerTimeoutMs)

    // A client that goes away must not leave the api working for nobody.
    const abort = () => void upstream.destroy()
    res.once('close', abort)

    let answered = false
    upstream.once('response', (answer) => {
      answered = true
      watch.stop()
      if (isStream(answer)) countStream(upstream)
      res.writeHead(answer.statusCode ?? 502, responseHeaders(answer.rawHeaders))
      // Not waiting for the first byte of the body: an event stream begins with its header.
      res.flushHeaders()
      // A broken answer must look broken: pipeline cuts the client's connection.
      pipeline(answer, res, () => {
        if (!req.complete) discardRest(req, upstream)
      })
    })

    upstream.on('error', (error: NodeJS.ErrnoException) => {
      watch.stop()
      // An api that answers early and hangs up breaks the sending, not the answer.
      if (answered) return
      res.off('close', abort)
      discardRest(req, upstream)
      if (res.destroyed) return
      if (upstream.reusedSocket && error.code === 'ECONNRESET' && isRepeatable(req)) {
        send(req, res, how)
        return
      }
      sendProblem(res, 'service-unavailable', {
        id: how.id,
        detail: 'The task service did not answer.',
      })
    })

    if (hasBody(req)) {
      // Not `pipeline`: when the api answers early and hangs up, its answer still has to get out.
      req.pipe(upstream)
      upstream.flushHeaders()
      req.once('error', abort)
    } else upstream.end()
  }

  return {
    forward: send,
    endStreams: () => {
      for (const upstream of streams) upstream.destroy()
    },
    close: () => void agent.destroy(),
  }
}

/** HTML Standard §9.2.5. */
function isStream({ headers }: http.IncomingMessage): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true
}

/** Reads what the client is still sending, for as long as the server's request timeout lets it. */
function discardRest(req: http.IncomingMessage, upstream: http.ClientRequest): void {
  req.unpipe(upstream)
  req.resume()
  upstream.destroy()
}

/** RFC 9112 §6: a body is there when its framing says so. */
function hasBody({ headers }: http.IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Transfer-Encoding was dropped with the hop-by-hop headers; Node sets none on GET or DELETE. */
function framing({ headers }: http.IncomingMessage): http.OutgoingHttpHeaders {
  return headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }
}

function isRepeatable(req: http.IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && !hasBody(req)
}

/** Two limits before the answer begins, and none once it has: a stream may be quiet for hours. */
function watchTimeouts(
  upstream: http.ClientRequest,
  connectTimeoutMs: number,
  answerTimeoutMs: number,
): { stop: () => void } {
  const giveUp = () => void upstream.destroy(new Error('the api took too long'))
  const connecting = setTimeout(giveUp, connectTimeoutMs)
  let answering: NodeJS.Timeout | undefined
  upstream.once('socket', (socket) => {
    if (!socket.connecting) clearTimeout(connecting)
    else socket.once('connect', () => void clearTimeout(connecting))
  })
  upstream.once('finish', () => {
    answering = setTimeout(giveUp, answerTimeoutMs)
  })
  return {
    stop: () => {
      clearTimeout(connecting)
      clearTimeout(answering)
    },
  }
}
