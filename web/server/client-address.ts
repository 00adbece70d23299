// The address a request came from: the socket's, or what the operator's own proxy says it is.
import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/**
 * @param header set by a proxy that everything passes through; absent means there is none. Of a
 * list the last entry counts: that is the one the nearest proxy has added itself.
 */
export function clientAddress(req: IncomingMessage, header: string | null): string {
  if (header !== null) {
    const value = req.headers[header.toLowerCase()]
    const last = (Array.isArray(value) ? value.join(',') : (value ?? '')).split(',').at(-1)?.trim()
    if (last && isIP(last)) return last
  }
  return req.socket.remoteAddress ?? '0.0.0.0'
}
