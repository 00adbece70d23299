/** How a token travels: by the security scheme that the contract gives an operation. */
import type { Message } from '../http/exchange.ts'
import { asArray, children, isObject } from '../openapi/document.ts'
import type { JsonObject } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import type { Contract } from './contract.ts'

export interface Carrier {
  /** Its name in `components.securitySchemes`. */
  scheme: string
  kind: 'bearer' | 'basic' | 'header' | 'query' | 'cookie'
  /** Of the header, the query parameter or the cookie. */
  name: string
}

/** The message with this token where the carrier puts it. */
export function carry(carrier: Carrier, message: Message, token: string): Message {
  switch (carrier.kind) {
    case 'bearer':
      return withHeader(message, carrier.name, `Bearer ${token}`)
    case 'basic':
      return withHeader(message, carrier.name, `Basic ${basicOf(token)}`)
    case 'header':
      return withHeader(message, carrier.name, token)
    case 'query':
      return withQuery(message, carrier.name, token)
    case 'cookie':
      return withHeader(message, 'Cookie', `${carrier.name}=${token}`)
  }
}

/** `user:password` in the form of RFC 7617; what has no colon is taken as encoded already. */
export function basicOf(token: string): string {
  return token.includes(':') ? Buffer.from(token).toString('base64') : token
}

export function withHeader(message: Message, name: string, value: string): Message {
  return { ...message, headers: [...(message.headers ?? []), [name, value]] }
}

export function withQuery(message: Message, name: string, value: string): Message {
  const separator = message.target.includes('?') ? '&' : '?'
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  return { ...message, target: `${message.target}${separator}${pair}` }
}

/** The carrier of an operation, or why there is none that this command can use. */
export function carrierOf(
  { document }: Contract,
  operation: Operation,
  preferred: string | undefined,
): Carrier | string {
  const { security } = operation.at.node
  const alternatives = asArray(security ?? document.root['security']).filter(isObject)
  const schemes = children(document.follow('/components'), 'securitySchemes')
  const refusals: string[] = []
  const found: Carrier[] = []
  for (const alternative of alternatives) {
    const [name, ...others] = Object.keys(alternative)
    if (name === undefined) continue
    const scheme = schemes.get(name)?.node
    const carrier = scheme === undefined ? `${name} is not described` : read(name, scheme)
    if (others.length > 0) refusals.push(`it wants ${[name, ...others].join(' and ')} at once`)
    else if (typeof carrier === 'string') refusals.push(carrier)
    else found.push(carrier)
  }
  return (
    found.find(({ scheme }) => scheme === preferred) ??
    found[0] ??
    `no security scheme that this command knows: ${refusals.join('; ')}`
  )
}

function read(scheme: string, node: JsonObject): Carrier | string {
  const { type, name, in: place } = node
  const method = typeof node['scheme'] === 'string' ? node['scheme'].toLowerCase() : ''
  if (type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && method === 'bearer')) {
    return { scheme, kind: 'bearer', name: 'Authorization' }
  }
  if (type === 'http' && method === 'basic') {
    return { scheme, kind: 'basic', name: 'Authorization' }
  }
  if (type === 'apiKey' && typeof name === 'string') {
    if (place === 'header' || place === 'query' || place === 'cookie') {
      return { scheme, kind: place, name }
    }
  }
  return `${scheme} is ${JSON.stringify(type)} ${method}`.trim()
}
