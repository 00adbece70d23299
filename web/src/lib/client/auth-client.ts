// The Better Auth client of the browser: session, sign-out and the api token.
import { createAuthClient } from 'better-auth/client'
import { jwtClient } from 'better-auth/client/plugins'

function create(origin: string) {
  return createAuthClient({ baseURL: origin, plugins: [jwtClient()] })
}

let client: ReturnType<typeof create> | undefined

/** One client a page: it holds no person's data, the session is a cookie. */
export function openAuthClient(origin: string): ReturnType<typeof create> {
  client ??= create(origin)
  return client
}
