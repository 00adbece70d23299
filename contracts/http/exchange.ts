/** One request over a real connection, and the answer as it came: nothing followed, nothing tidied up. */
import { Agent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Answer } from '../openapi/validator.ts'
import { bodyOf } from './body.ts'

export type HeaderList = readonly (readonly [name: string, value: string])[]

export interface Message {
  method: string
  /** Path and query, sent as it is written. */
  target: string
  headers?: HeaderList
  body?: string | Buffer
  /** Sends the body in chunks, without a Content-Length. */
  chunked?: boolean
  /** What goes on after the head was sent and before the body is. */
  beforeBody?: () => Promise<void>
}

export interface Exchange extends Answer {
  target: string
  bytes: Buffer
  /** Status line aside, the head as it was received. */
  head: string
  /** True when the connection had served a request before. */
  reusedConnection: boolean
}

/** A client with one connection: what one request does to it, the next one feels. */
export interface Connection {
  exchange(origin: string, message: Message): Promise<Exchange>
  close(): void
}

const timeoutMs = 10_000

export function openConnection(maxSockets = 1): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets, timeout: timeoutMs })
  return {
    exchange: (origin, message) => attempt(agent, origin, message),
    close: () => {
      agent.destroy()
    },
  }
}

async function attempt(agent: Agent, origin: string, message: Message): Promise<Exchange> {
  try {
    return await once(agent, origin, message)
  } catch (error) {
    // The server may close an idle connection just when it is used again: RFC 9112 §9.3.1.
    if (error instanceof StaleConnectionError) return once(agent, origin, message)
    throw error
  }
}

class StaleConnectionError extends Error {
  override name = 'StaleConnectionError'
}

function once(agent: Agent, origin: string, message: Message): Promise<Exchange> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchange>()
  const { host, hostname, port } = new URL(origin)
  const outgoing = httpRequest({
    agent,
    hostname,
    port,
    method: message.method,
    path: message.target,
    timeout: timeoutMs,
    headers: [...hostOf(message, host), ...lengthOf(message), ...(message.headers ?? [])].flat(),
  })
  let answered = false
  outgoing.on('response', (incoming) => {
    answered = true
    receive(incoming, message, outgoing.reusedSocket).then(resolve, reject)
  })
  outgoing.on('timeout', () => {
    outgoing.destroy(new Error(`no answer to ${message.method} ${message.target} in time`))
  })
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (answered) return
    const stale = outgoing.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '')
    reject(stale ? new StaleConnectionError(error.message, { cause: error }) : error)
  })
  if (message.beforeBody) {
    outgoing.flushHeaders()
    message.beforeBody().then(
      () => outgoing.end(message.body),
      (error: unknown) => {
        outgoing.destroy()
        reject(new Error('what had to go on before the body failed', { cause: error }))
      },
    )
  } else {
    outgoing.end(message.body)
  }
  return promise
}

function hostOf(message: Message, host: string): [string, string][] {
  return sent(message, 'host') === undefined ? [['Host', host]] : []
}

function lengthOf({ method, body, chunked, headers }: Message): [string, string][] {
  if (chunked) return [['Transfer-Encoding', 'chunked']]
  if (headers?.some(([name]) => name.toLowerCase() === 'content-length')) return []
  if (body !== undefined) return [['Content-Length', String(Buffer.byteLength(body))]]
  return ['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method) ? [] : [['Content-Length', '0']]
}

async function receive(
  incoming: IncomingMessage,
  message: Message,
  reusedConnection: boolean,
): Promise<Exchange> {
  const bytes = await bodyOf(incoming)
  return {
    method: message.method,
    target: message.target,
    status: incoming.statusCode ?? 0,
    headers: joined(incoming.rawHeaders),
    head: incoming.rawHeaders.join('\n'),
    bytes,
    text: bytes.toString('utf8'),
    reusedConnection,
  }
}

/** Names in lower case; several lines of one name joined by a comma (RFC 9110 §5.3). */
export function joined(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    const value = rawHeaders[index + 1] ?? ''
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  return headers
}

/** The value of a header of the message, for checks that compare question and answer. */
export function sent(message: Message, name: string): string | undefined {
  return message.headers?.find(([candidate]) => candidate.toLowerCase() === name)?.[1]
}

export function jsonOf(exchange: Exchange): unknown {
  try {
    return JSON.parse(exchange.text) as unknown
  } catch {
    throw new Error(`the answer is not JSON: ${exchange.text.slice(0, 200)}`)
  }
}
