// Who asks for a passkey: always the configured origin, whatever a request says about itself.
import { isIP } from 'node:net'
import { isLoopbackHost } from '../../config/loopback.ts'

export interface RelyingParty {
  /** WebAuthn §5.1.2: the domain that a passkey belongs to. */
  id: string
  origin: string
}

export function relyingPartyOf(publicUrl: string): RelyingParty {
  return { id: new URL(publicUrl).hostname, origin: publicUrl }
}

/** Browsers have passkeys for domains and not for addresses, over TLS or on this machine. */
export function canHavePasskeys(publicUrl: string): boolean {
  const { hostname, protocol } = new URL(publicUrl)
  if (isIP(hostname) !== 0 || hostname.startsWith('[')) return false
  return protocol === 'https:' || isLoopbackHost(hostname)
}
