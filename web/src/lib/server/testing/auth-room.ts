// The auth endpoints without SvelteKit around them, for tests that want a database under them.
import { createAuth } from '../auth/create.ts'
import { handleAuth } from '../auth/handle.ts'
import type { AuthConfig } from '../auth/options.ts'
import { loadConfig } from '../config/load.ts'
import type { AuthDatabase } from '../db/open.ts'
import { createLogger } from '../log.ts'

export const origin = 'https://tasks.example.com'
export const secret = 'q3Vw8ZpLx1Nc7RtYb5Kd9HsGm2Jf4Ae6'

/** As an operator would set it up who sets nothing but the address and the secret. */
export const authConfig: AuthConfig = loadConfig({
  PUBLIC_URL: origin,
  BETTER_AUTH_SECRET: secret,
  AUTH_DATABASE_URL: 'postgres://somewhere/else',
})

/** A web server of its own, as far as the auth endpoints are concerned. */
export function openAuthRoom(db: AuthDatabase, changes: Partial<AuthConfig> = {}) {
  const config: AuthConfig = { ...authConfig, ...changes }
  const auth = createAuth(config, db, createLogger('silent'))
  const call = (path: string, { address = newAddress(), ...init }: Call = {}) => {
    const url = new URL(path, origin)
    const room = { auth, publicUrl: origin, onFault: () => undefined }
    return handleAuth(room, { request: new Request(url, init), url, clientAddress: address })
  }
  const post = (path: string, body: unknown, init: Call = {}) =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', origin, ...init.headers },
    })
  return { auth, config, call, post }
}

type Call = Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; address?: string }
export type AuthRoom = ReturnType<typeof openAuthRoom>

let people = 0
/** Each call comes from somewhere else, so that only the test of the rate limit meets it. */
const newAddress = () => `10.${String(people >> 8)}.${String((people += 1) % 256)}.1`

export async function signUp({ post }: AuthRoom) {
  const email = `person-${String((people += 1))}@example.com`
  const body = { name: 'Ann', email, password: 'correct horse' }
  const response = await post('/api/auth/sign-up/email', body)
  if (!response.ok) throw new Error(`sign-up answered ${response.status}`)
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? ''
  return { email, cookie, response }
}

export async function tokenOf({ call }: AuthRoom, cookie: string): Promise<string> {
  const response = await call('/api/auth/token', { headers: { cookie } })
  return ((await response.json()) as { token: string }).token
}
