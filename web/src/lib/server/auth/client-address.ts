// Who is counted by the rate limiter: the address web's server saw, never one a client wrote.

/** Private to this process; whatever a client sends under this name is overwritten. */
export const CLIENT_ADDRESS = 'x-holdfast-client-address'

/** The same request with the address the platform reports, in the only header that is believed. */
export function withClientAddress(request: Request, address: string): Request {
  const headers = new Headers(request.headers)
  headers.set(CLIENT_ADDRESS, address)
  return new Request(request, { headers })
}
