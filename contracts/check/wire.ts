/**
 * The one way out: requests to the one origin that the command line names. Nothing is followed,
 * no proxy is asked, and no message can name another host.
 */
import { Agent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { bodyOf, isEventStream } from '../http/body.ts'
import { joined, sent } from '../http/exchange.ts'
import type { HeaderList, Message } from '../http/exchange.ts'
import type { Answer } from '../openapi/validator.ts'

export interface Reply extends Answer {
  /** The head as it was received: `name: value` lines. */
  head: string
}

export interface Wire {
  readonly origin: URL
  send(message: Message): Promise<Reply>
  /** Requests sent so far. */
  count(): number
  close(): void
}

export interface WireOptions {
  timeoutMs: number
  /** Waits so long before each request. */
  delayMs: number
  signal: AbortSignal
}

/** The server could not be talked to; the message says how that showed. */
export class WireError extends Error {
  override name = 'WireError'
}

/** A longer answer is cut here; nothing the checks look for needs more. */
const maxBytes = 4 * 1024 * 1024
const maxPauseMs = 10_000
const maxTries = 4
/** Spent on all 429 of a run together; after that they are answers like others. */
const patienceMs = 120_000

export function openWire(origin: URL, { timeoutMs, delayMs, signal }: WireOptions): Wire {
  // Agents of our own: the global ones may be set to a proxy by the environment.
  const secure = origin.protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: 4 }
  const agent = secure ? new TlsAgent(settings) : new Agent(settings)
  let count = 0
  const patience = { leftMs: patienceMs }
  const once = (message: Message): Promise<Reply> => {
    count += 1
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const outgoing = (secure ? httpsRequest : httpRequest)({
      ...{ agent, hostname: origin.hostname.replaceAll(/[[\]]/g, ''), port: origin.port },
      ...{ method: message.method, path: message.target },
      headers: headersOf(message, origin).flat(),
    })
    const clock = setTimeout(() => {
      outgoing.destroy(new WireError(`no answer within ${timeoutMs / 1000} s`))
    }, timeoutMs)
    let answered = false
    outgoing.on('response', (incoming) => {
      answered = true
      receive(incoming, message).then(resolve, reject)
    })
    outgoing.on('error', reject)
    outgoing.on('close', () => {
      clearTimeout(clock)
      if (!answered) reject(new WireError('the connection was closed before the answer'))
    })
    outgoing.end(message.body)
    return promise.catch((error: unknown) => {
      throw failed(error, outgoing)
    })
  }
  return {
    origin,
    count: () => count,
    close: () => {
      agent.destroy()
    },
    async send(message) {
      if (!message.target.startsWith('/')) throw new WireError(`no path: ${message.target}`)
      if (delayMs > 0) await pause(delayMs, signal)
      // What is under way is heard to its end: it may have made something.
      if (signal.aborted) throw new WireError('stopped')
      return politely(() => once(message), patience, signal)
    },
  }
}

class StaleConnectionError extends WireError {}

/** Tries again on a stale connection (RFC 9112 §9.3.1), and later when asked to slow down. */
async function politely(
  once: () => Promise<Reply>,
  patience: { leftMs: number },
  signal: AbortSignal,
): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await once()
      if (reply.status !== 429 || attempt === maxTries) return reply
      const seconds = Number(reply.headers['retry-after'] ?? 1)
      const asked = Math.max(0, Number.isFinite(seconds) ? seconds : 1) * 1000
      if (asked > maxPauseMs || asked > patience.leftMs) return reply
      patience.leftMs -= asked
      await pause(asked, signal)
    } catch (error) {
      if (!(error instanceof StaleConnectionError) || attempt === maxTries) throw error
    }
  }
}

function failed(error: unknown, outgoing: ClientRequest): Error {
  if (error instanceof WireError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  const said = `${code} ${message}`.trim()
  return outgoing.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(code)
    ? new StaleConnectionError(said, { cause: error })
    : new WireError(said, { cause: error })
}

function headersOf(message: Message, origin: URL): HeaderList {
  const { method, body, headers = [] } = message
  const length = body === undefined ? 0 : Buffer.byteLength(body)
  const needsLength = body !== undefined || !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method)
  return [
    ['Host', origin.host],
    ...(needsLength ? [['Content-Length', String(length)] as const] : []),
    ...(sent(message, 'accept') === undefined ? [['Accept', '*/*'] as const] : []),
    ...headers.filter(([name]) => !/^(host|content-length|transfer-encoding)$/i.test(name)),
  ]
}

async function receive(incoming: IncomingMessage, message: Message): Promise<Reply> {
  const bytes = isEventStream(incoming.headers['content-type'])
    ? await bodyOf(incoming)
    : await boundedBody(incoming)
  const { rawHeaders } = incoming
  const lines: string[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push(`${rawHeaders[index] ?? ''}: ${rawHeaders[index + 1] ?? ''}`)
  }
  return {
    method: message.method,
    status: incoming.statusCode ?? 0,
    headers: joined(rawHeaders),
    head: lines.join('\n'),
    text: bytes.subarray(0, maxBytes).toString('utf8'),
  }
}

async function boundedBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBytes) break
  }
  return Buffer.concat(chunks)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(done, ms)
    function done(): void {
      clearTimeout(clock)
      signal.removeEventListener('abort', done)
      if (signal.aborted) reject(new WireError('stopped'))
      else resolve()
    }
    signal.addEventListener('abort', done)
  })
}
