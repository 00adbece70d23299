// Where a request comes from and what it says it was sent with.
import { CLIENT_ADDRESS } from '../auth/client-address.ts'

export interface Client {
  ipAddress: string | null
  /** What the client says about itself: true or not, and at most this long. */
  userAgent: string | null
}

const USER_AGENT_LENGTH = 512

/** From a request that has passed `withClientAddress`; any other has no address. */
export function clientOf(headers: Headers | undefined): Client {
  return clientAt(headers?.get(CLIENT_ADDRESS) ?? null, headers?.get('user-agent') ?? null)
}

export function clientAt(address: string | null, userAgent: string | null): Client {
  return {
    ipAddress: address === null || address === '' ? null : plainAddress(address),
    userAgent: userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
  }
}

/** As people write it: IPv4 without its IPv6 prefix, IPv6 in its short form (RFC 5952). */
function plainAddress(address: string): string {
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  const url = URL.parse(`http://[${address}]`)
  return url === null ? address : url.hostname.slice(1, -1)
}
