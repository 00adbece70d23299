// The auth endpoints without SvelteKit around them, for tests that want a database under them.
import { createAuth } from '../auth/create.ts'
import { handleAuth } from '../auth/handle.ts'
import { createLimiter } from '../auth/limits/limiter.ts'
import type { AuthConfig } from '../auth/options.ts'
import { loadConfig } from '../config/load.ts'
import type { AuthDatabase } from '../db/open.ts'
import { createLogger } from '../log.ts'
import type { Letter } from '../mail/letter.ts'
import type { Sending } from '../mail/post.ts'

export const origin = 'https://tasks.example.com'
export const secret = 'q3Vw8ZpLx1Nc7RtYb5Kd9HsGm2Jf4Ae6'
export const password = 'correct horse'

interface Sent {
  to: string
  letter: Letter
  sending: Sending
}

/** As an operator would set it up who sets nothing but what has to be. */
export const authConfig: AuthConfig = loadConfig({
  PUBLIC_URL: origin,
  BETTER_AUTH_SECRET: secret,
  AUTH_DATABASE_URL: 'postgres://somewhere/else',
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'holdfast@example.com',
})

/** A web server of its own, as far as the auth endpoints are concerned. */
export function openAuthRoom(db: AuthDatabase, changes: Partial<AuthConfig> = {}) {
  const config: AuthConfig = { ...authConfig, ...changes }
  const sent: Sent[] = []
  const post = {
    send: (to: string, letter: Letter, sending: Sending) => {
      sent.push({ to, letter, sending })
      return Promise.resolve()
    },
    withdraw: () => Promise.resolve(),
  }
  const auth = createAuth(config, { db, logger: createLogger('silent'), post })
  const limit = createLimiter(config, db)
  const call = (path: string, { address = newAddress(), ...init }: Call = {}) => {
    const url = new URL(path, origin)
    const room = { auth, limit, publicUrl: origin, onFault: () => undefined }
    return handleAuth(room, { request: new Request(url, init), url, clientAddress: address })
  }
  const sendBody = (path: string, body: unknown, init: Call = {}) =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', origin, ...init.headers },
    })
  return { auth, limit, config, call, post: sendBody, sent }
}

type Call = Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; address?: string }
export type AuthRoom = ReturnType<typeof openAuthRoom>

let people = 0
/** Each call comes from somewhere else, so that only the test of the rate limit meets it. */
const newAddress = () => `10.${String(people >> 8)}.${String((people += 1) % 256)}.1`

export const newEmail = () => `person-${String((people += 1))}@example.com`

/** Signs up, and confirms the address in the same browser: somebody who is signed in then. */
export async function signUp(room: AuthRoom, chosen = password) {
  const email = newEmail()
  const person = { name: 'Ann', email, password: chosen }
  const asked = await room.post('/api/auth/sign-up/email', person)
  if (!asked.ok) throw new Error(`sign-up answered ${asked.status}`)
  const body = { token: tokenFor(room, email) }
  const headers = { cookie: cookiesOf(asked) }
  const response = await room.post('/api/auth/confirm-email', body, { headers })
  if (!response.ok) throw new Error(`confirming answered ${response.status}`)
  const cookie =
    cookiesOf(response)
      .split('; ')
      .find((one) => one.includes('session_token')) ?? ''
  return { email, cookie, response }
}

/** What a browser would send back. */
export function cookiesOf(response: Response): string {
  const cookies = response.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '')
  return cookies.filter((one) => !one.endsWith('=')).join('; ')
}

/** The token in the newest letter with a link to this address. */
export function tokenFor({ sent }: AuthRoom, email: string): string {
  const urls = sent.filter(({ to }) => to === email).map(({ letter }) => letter.action?.url ?? '')
  const token = urls.map((url) => URL.parse(url)?.searchParams.get('token')).findLast(Boolean)
  if (!token) throw new Error('no link was mailed')
  return token
}

export async function tokenOf({ call }: AuthRoom, cookie: string): Promise<string> {
  const response = await call('/api/auth/token', { headers: { cookie } })
  return ((await response.json()) as { token: string }).token
}
