/** A stream of events, read as it comes: HTML Standard §9.2.6, as far as ours go. */
import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { refuseCanaries } from '../http/canaries.ts'
import { joined } from '../http/exchange.ts'
import type { Message } from '../http/exchange.ts'
import { judgeStanding } from '../http/standing.ts'

export interface StreamEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: Record<string, unknown>
}

export interface Stream {
  readonly headers: Record<string, string>
  readonly events: readonly StreamEvent[]
  /** What the `change` events say. */
  changes(): Record<string, unknown>[]
  /** How often it said nothing but that it is there. */
  beats(): number
  /** Everything that has come. */
  text(): string
  /** Settles when the server has ended it. */
  readonly ended: Promise<void>
  leave(): void
}

const open = new Set<ClientRequest>()

/** For after each test. */
export function leaveStreams(): void {
  for (const one of open) one.destroy()
  open.clear()
}

/** @throws Error unless the answer is a stream. */
export async function openStream(
  origin: string,
  subject: string,
  message: Message,
): Promise<Stream> {
  const { hostname, port, host } = new URL(origin)
  const headers = [['Host', host], ...(message.headers ?? [])].flat()
  const { method, target: path } = message
  const asked = request({ hostname, port, method, path, headers, agent: false })
  open.add(asked)
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject).end()
  })
  const { statusCode: status = 0, rawHeaders } = incoming
  const head = rawHeaders.join('\n')
  refuseCanaries(head, subject)
  const answer = { ...message, status, headers: joined(rawHeaders), head }
  judgeStanding(message, { ...answer, bytes: Buffer.alloc(0), text: '', reusedConnection: false })
  if (status !== 200) throw new Error(`no stream but ${String(status)}`)
  return reading(incoming, subject, () => asked.destroy())
}

function reading(incoming: IncomingMessage, subject: string, leave: () => void): Stream {
  const events: StreamEvent[] = []
  let text = ''
  let rest = ''
  let beats = 0
  incoming.setEncoding('utf8')
  incoming.on('data', (chunk: string) => {
    text += chunk
    refuseCanaries(text, subject)
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      if (block === ':') beats += 1
      else events.push(toEvent(block))
    }
  })
  const ended = new Promise<void>((resolve, reject) => {
    incoming.on('end', resolve).on('error', reject)
  })
  ended.catch(() => undefined)
  return {
    ...{ headers: joined(incoming.rawHeaders), events, ended, leave },
    changes: () => events.filter(({ event }) => event === 'change').map(({ data }) => data),
    beats: () => beats,
    text: () => text,
  }
}

function toEvent(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  const data = JSON.parse(fields.get('data') ?? '') as Record<string, unknown>
  return { event: fields.get('event') ?? '', id: fields.get('id'), data }
}
