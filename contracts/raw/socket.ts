/** Bytes over a socket, for what every HTTP client would tidy up or refuse to send. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { refuseCanaries } from '../http/canaries.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { readAnswer } from './answer.ts'
import { judgeRaw, spokenOf } from './judge.ts'

/** An answer, or none when the connection was closed instead. */
export type RawAnswer = Omit<Exchange, 'status'> & { status: number | undefined }

export type Parts = Iterable<string | Buffer> | AsyncIterable<string | Buffer>

export interface RawOptions {
  /** Whose answer this is, for the canaries. */
  receiver?: string
  /** Longer than this is a hang. */
  timeoutMs?: number
}

export interface RawConnection {
  /** Sends the parts one after the other and reads until the answer is whole or the server hangs up. */
  exchange(parts: Parts, options?: RawOptions): Promise<RawAnswer>
  close(): void
}

const defaultTimeoutMs = 5_000

/** One exchange on a connection of its own. */
export async function rawExchange(
  origin: string,
  parts: Parts,
  options: RawOptions = {},
): Promise<RawAnswer> {
  const connection = openRaw(origin)
  try {
    return await connection.exchange(parts, options)
  } finally {
    connection.close()
  }
}

export function openRaw(origin: string): RawConnection {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  let received = Buffer.alloc(0)
  let ended = false
  let served = 0
  let wake = (): void => undefined
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    wake()
  })
  socket.on('close', () => {
    ended = true
    wake()
  })
  // A server that refuses may reset the connection while the rest is still on its way.
  socket.on('error', () => undefined)
  return {
    exchange: async (parts, { receiver, timeoutMs = defaultTimeoutMs } = {}) => {
      const sent: Buffer[] = []
      void send(socket, parts, sent)
      const deadline = Date.now() + timeoutMs
      for (;;) {
        const message = spokenOf(sent)
        const answer = readAnswer(received, message.method, ended)
        if (answer || ended) {
          refuseCanaries(received, receiver)
          received = received.subarray(answer?.length ?? received.length)
          served += 1
          return judged(message, { ...(answer ?? none), reusedConnection: served > 1 })
        }
        const left = deadline - Date.now()
        if (left <= 0) {
          const beginning = received.toString('latin1', 0, 200)
          throw new Error(`no answer within ${String(timeoutMs)} ms: ${beginning}`)
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
    close: () => {
      socket.destroy()
    },
  }
}

const none = { status: undefined, headers: {}, head: '', bytes: Buffer.alloc(0) }

/** What is received over a socket is judged like everything else. */
function judged(
  message: Message,
  answer: Pick<RawAnswer, 'status' | 'headers' | 'head' | 'bytes' | 'reusedConnection'>,
): RawAnswer {
  const { method, target } = message
  const text = answer.bytes.toString('utf8')
  const whole = { ...answer, method, target, text }
  if (whole.status !== undefined) judgeRaw(message, { ...whole, status: whole.status })
  return whole
}

async function send(socket: Socket, parts: Parts, sent: Buffer[]): Promise<void> {
  for await (const part of parts) {
    if (socket.destroyed) return
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    sent.push(bytes)
    if (!socket.write(bytes)) {
      await roomIn(socket)
    }
  }
}

/** Resolves once the socket takes more, or is closed. */
async function roomIn(socket: Socket): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  // Whichever comes second listens no longer: many parts would leave as many listeners.
  const given = (name: string) => once(socket, name, { signal }).catch(() => undefined)
  await Promise.race([given('drain'), given('close')])
  waiting.abort()
}

/** A request's head as text, exactly these lines. */
export function head(requestLine: string, headers: readonly string[]): string {
  return [requestLine, ...headers, '', ''].join('\r\n')
}

export function hostOf(origin: string): string {
  return `Host: ${new URL(origin).host}`
}

/** The message as bytes, with these lines at the end of its head. */
export function requestWith(
  origin: string,
  { method, target, headers = [], body = '' }: Message,
  lines: readonly (string | Buffer)[],
): Buffer {
  const start = [
    `${method} ${target} HTTP/1.1`,
    hostOf(origin),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.length === 0 ? [] : [`Content-Length: ${String(Buffer.byteLength(body))}`]),
  ]
  const parts = [...[...start, ...lines].flatMap((line) => [line, '\r\n']), '\r\n']
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))
  return Buffer.concat([...bytes, typeof body === 'string' ? Buffer.from(body) : body])
}
