/** The body of an answer; a stream of events has no end, so its beginning stands for it. */
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** After the first whole event it may be silent for so long, and is left then. */
const quietMs = 100
/** Before it. */
const silentMs = 2_000

export function isEventStream(contentType: string | undefined): boolean {
  return /^text\/event-stream *(;|$)/i.test(contentType ?? '')
}

/** True when an event, or what stands between two, is there as a whole: HTML Standard §9.2.5. */
export function hasEvent(bytes: Buffer): boolean {
  return bytes.includes('\n\n')
}

export function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  return isEventStream(incoming.headers['content-type']) ? beginningOf(incoming) : buffer(incoming)
}

/** Leaves the stream, and with it the connection. */
function beginningOf(incoming: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  let received = Buffer.alloc(0)
  function leave(): void {
    clearTimeout(quiet)
    incoming.off('error', reject)
    incoming.on('error', () => undefined)
    incoming.destroy()
    resolve(received)
  }
  let quiet = setTimeout(leave, silentMs)
  incoming.on('error', reject)
  incoming.on('end', leave)
  incoming.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    clearTimeout(quiet)
    if (hasEvent(received)) quiet = setTimeout(leave, quietMs)
  })
  return promise
}
