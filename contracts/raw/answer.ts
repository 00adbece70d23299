/** Reads answers out of the bytes that a socket received: RFC 9112 §6. */
import { hasEvent, isEventStream } from '../http/body.ts'
import { joined } from '../http/exchange.ts'

export interface ReadAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** Status line aside, the head as it was received. */
  head: string
  /** Without its transfer coding. */
  bytes: Buffer
  /** Bytes of the whole answer on the wire. */
  length: number
}

const endOfHead = Buffer.from('\r\n\r\n')

/** The first final answer, once it is whole; `ended` tells that the connection is. */
export function readAnswer(
  received: Buffer,
  method: string,
  ended: boolean,
): ReadAnswer | undefined {
  const end = received.indexOf(endOfHead)
  if (end < 0) return undefined
  const start = end + endOfHead.length
  const [statusLine = '', ...lines] = received.toString('latin1', 0, end).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1])
  if (Number.isNaN(status)) throw new Error(`not a status line: ${statusLine.slice(0, 100)}`)
  if (status < 200) return behind(start, received, method, ended)
  const headers = joined(lines.flatMap(nameAndValue))
  const body = readBody(received.subarray(start), { status, headers, method, ended })
  return body && { status, headers, head: lines.join('\n'), ...body, length: start + body.length }
}

/** What follows an interim answer (RFC 9110 §15.2). */
function behind(
  start: number,
  received: Buffer,
  method: string,
  ended: boolean,
): ReadAnswer | undefined {
  const next = readAnswer(received.subarray(start), method, ended)
  return next && { ...next, length: start + next.length }
}

function nameAndValue(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

interface Framing {
  status: number
  headers: Record<string, string>
  method: string
  ended: boolean
}

function readBody(
  rest: Buffer,
  { status, headers, method, ended }: Framing,
): { bytes: Buffer; length: number } | undefined {
  if (method === 'HEAD' || status === 204 || status === 304) {
    return { bytes: Buffer.alloc(0), length: 0 }
  }
  if (headers['transfer-encoding']?.includes('chunked')) {
    return readChunks(rest, isEventStream(headers['content-type']))
  }
  const announced = headers['content-length']
  if (announced !== undefined) {
    const length = Number(announced)
    return rest.length < length ? undefined : { bytes: rest.subarray(0, length), length }
  }
  // Without a length the body ends where the connection does.
  return ended ? { bytes: rest, length: rest.length } : undefined
}

/** `isEndless`: the first event is enough. */
function readChunks(
  rest: Buffer,
  isEndless: boolean,
): { bytes: Buffer; length: number } | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const bytes = isEndless ? Buffer.concat(chunks) : undefined
    if (bytes !== undefined && hasEvent(bytes)) return { bytes, length: at }
    const line = rest.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(rest.toString('latin1', at, line), 16)
    if (Number.isNaN(size)) throw new Error('not a chunk')
    const next = line + 2 + size + 2
    if (rest.length < next) return undefined
    if (size === 0) return { bytes: Buffer.concat(chunks), length: next }
    chunks.push(rest.subarray(line + 2, line + 2 + size))
    at = next
  }
}
