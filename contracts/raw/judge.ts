/** Judges what came over a socket: the service's own answers in full, a runtime's for what it may not show. */
import { operationFor } from '../spec/contract.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { judgeAs, leaks } from '../http/standing.ts'

/** A path that every server reads alike: no dot segments, no escapes of its own structure. */
const plain = /^(?:\/(?!\.{1,2}(?:[/?]|$))[\w.~-]+)+(?:\?[^#\s]*)?$/

/** What a runtime refuses before the service hears of it. */
const runtimeStatuses = [400, 408, 413, 414, 417, 431, 501, 505]

export function judgeRaw(message: Message, exchange: Exchange): void {
  if (isByRuntime(exchange)) {
    const shown = leaks(message, exchange)
    if (shown.length > 0) throw new Error(`${String(exchange.status)}: ${shown.join('; ')}`)
    return
  }
  const { method, target } = message
  // Which operation an odd spelling asks for is the server's to say, and each may say another one.
  judgeAs(plain.test(target) ? operationFor(method, target) : undefined, message, exchange)
}

/** The service names every request it answers; a runtime does not know how. */
function isByRuntime({ status, headers }: Exchange): boolean {
  return runtimeStatuses.includes(status) && headers['x-request-id'] === undefined
}

const longestHead = 64 * 1024

/** The request as far as it was sent, for the checks that compare question and answer. */
export function spokenOf(sent: readonly Buffer[]): Message {
  const text = Buffer.concat(sent.slice(0, 8)).toString('latin1', 0, longestHead)
  const [requestLine = '', ...lines] = text.split('\r\n\r\n', 1).join('').split('\r\n')
  const [method = '', ...rest] = requestLine.split(' ')
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
  return { method, target: rest.slice(0, -1).join(' '), headers }
}
