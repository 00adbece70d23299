/** Bytes over a socket, for what every HTTP client would tidy up or refuse to send. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { joined } from '../http/exchange.ts'
import { refuseCanaries } from '../http/canaries.ts'

export interface RawAnswer {
  /** Undefined when the connection was closed without an answer. */
  status: number | undefined
  headers: Record<string, string>
  text: string
  /** Everything received, further answers included. */
  received: string
  /** Milliseconds until the answer was whole. */
  tookMs: number
}

export interface RawOptions {
  /** Whose answer this is, for the canaries. */
  receiver?: string
  /** Longer than this is a hang. */
  timeoutMs?: number
  /** Waits for this many answers on the connection. */
  answers?: number
}

const defaultTimeoutMs = 5_000

/** Sends the parts one after the other and reads until the answers are whole or the server hangs up. */
export async function rawExchange(
  origin: string,
  parts: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
  { receiver, timeoutMs = defaultTimeoutMs, answers = 1 }: RawOptions = {},
): Promise<RawAnswer> {
  const started = performance.now()
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  const received: Buffer[] = []
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => {
    reject(new Error(`no answer within ${String(timeoutMs)} ms: ${textOf(received).slice(0, 200)}`))
  }, timeoutMs)
  socket.on('data', (chunk) => {
    received.push(chunk)
    if (count(textOf(received)) >= answers) resolve(undefined)
  })
  socket.on('close', () => {
    resolve(undefined)
  })
  // A server that refuses may reset the connection while the rest is still on its way.
  socket.on('error', () => undefined)
  void send(socket, parts)
  try {
    await promise
  } finally {
    clearTimeout(timer)
    socket.destroy()
  }
  const all = textOf(received)
  refuseCanaries(all, receiver)
  return { ...parseAnswer(all), received: all, tookMs: performance.now() - started }
}

async function send(
  socket: Socket,
  parts: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
): Promise<void> {
  for await (const part of parts) {
    if (socket.destroyed) return
    const drained = socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)
    if (!drained)
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
  }
}

function textOf(chunks: Buffer[]): string {
  return Buffer.concat(chunks).toString('latin1')
}

function parseAnswer(received: string): Pick<RawAnswer, 'status' | 'headers' | 'text'> {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return { status: undefined, headers: {}, text: '' }
  const [statusLine = '', ...lines] = received.slice(0, end).split('\r\n')
  const raw = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1])
  return { status, headers: joined(raw), text: received.slice(end + 4) }
}

/** Whole answers at the start of what was received. */
function count(received: string): number {
  let rest = received
  let whole = 0
  for (;;) {
    const length = lengthOfFirst(rest)
    if (length === undefined || rest.length < length) return whole
    whole += 1
    rest = rest.slice(length)
  }
}

function lengthOfFirst(received: string): number | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const { status = 0, headers, text } = parseAnswer(received)
  const head = end + 4
  if (status === 204 || status === 304 || status < 200) return head
  if (headers['transfer-encoding']?.includes('chunked')) {
    const last = /(^|\r\n)0\r\n\r\n/.exec(text)
    return last ? head + last.index + last[0].length : undefined
  }
  // Without a length the body ends where the connection does.
  return headers['content-length'] === undefined
    ? undefined
    : head + Number(headers['content-length'])
}

/** A request's head as text, exactly these lines. */
export function head(requestLine: string, headers: readonly string[]): string {
  return [requestLine, ...headers, '', ''].join('\r\n')
}

export function hostOf(origin: string): string {
  return `Host: ${new URL(origin).host}`
}
