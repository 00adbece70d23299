// What of a message's header travels on, in either direction.

/** RFC 9110 §7.6.1: these are between two neighbours. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The api knows people by their token; a cookie is web's business, and addresses are told by us. */
const NOT_TO_THE_API = new Set([
  'cookie',
  'cookie2',
  'expect',
  'forwarded',
  'host',
  'via',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
])

/** What would change the browser's state on web's origin. */
const NOT_FROM_THE_API = new Set([
  'alt-svc',
  'clear-site-data',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
])

export type HeaderMap = Record<string, string | string[]>

export interface Origin {
  clientAddress: string
  publicUrl: URL
}

/** @param raw names and values in turn, as `IncomingMessage.rawHeaders` has them */
export function requestHeaders(raw: string[], origin: Origin): HeaderMap {
  const headers = collect(
    raw,
    (name) =>
      NOT_TO_THE_API.has(name) ||
      name.startsWith('x-forwarded-') ||
      name.startsWith('x-holdfast-') ||
      name.startsWith('proxy-'),
  )
  headers['x-forwarded-for'] = origin.clientAddress
  headers['x-forwarded-proto'] = origin.publicUrl.protocol.slice(0, -1)
  headers['x-forwarded-host'] = origin.publicUrl.host
  return headers
}

export function responseHeaders(raw: string[]): HeaderMap {
  return collect(raw, (name) => NOT_FROM_THE_API.has(name))
}

/** Keeps repeated fields apart: the api has its own opinion of, say, two Authorization headers. */
function collect(raw: string[], isDropped: (name: string) => boolean): HeaderMap {
  const fields: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    fields.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''])
  }
  const named = fields
    .filter(([name]) => name === 'connection')
    .flatMap(([, value]) => value.split(',').map((token) => token.trim().toLowerCase()))
  // A client must not have us drop what the api judges it by.
  const nominated = new Set(named.filter((name) => name !== 'authorization'))
  const kept = new Map<string, string[]>()
  for (const [name, value] of fields) {
    if (HOP_BY_HOP.has(name) || nominated.has(name) || isDropped(name)) continue
    kept.set(name, [...(kept.get(name) ?? []), value])
  }
  const headers: HeaderMap = {}
  for (const [name, values] of kept) {
    headers[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return headers
}
