// /api/auth/*: Better Auth behind an allow-list, with honest statuses and cache rules.
//
// For the browser client: 401 from /api/auth/token means signed out, and only that. While the auth
// database is away the answer is 503 with `Retry-After`: keep the person signed in and try again.
// 429 carries `Retry-After` too. Neither is a reason to drop what is on the screen.
import { withDeadline } from '../deadline.ts'
import type { Auth } from './create.ts'
import { isOwnPath } from '../../safe-redirect.ts'
import { withClientAddress } from './client-address.ts'
import { allowedMethod } from './endpoints.ts'
import type { Judged, Limiter } from './limits/limiter.ts'

const DEADLINE_MS = 4500
/** Hashing a password takes its turn on a busy machine. */
const PASSWORD_DEADLINE_MS = 10_000

export interface AuthRequest {
  request: Request
  url: URL
  clientAddress: string
}

export interface AuthRoom {
  auth: Auth
  limit: Limiter
  publicUrl: string
  /** Told about faults of ours. */
  onFault: (error: unknown) => void
}

export async function handleAuth(room: AuthRoom, incoming: AuthRequest): Promise<Response> {
  const { request, url } = incoming
  const method = allowedMethod(url.pathname)
  if (method === undefined) return refuse(404, 'Not found')
  if (request.method !== method) return refuse(405, 'Method not allowed', { allow: method })
  const origin = request.headers.get('origin')
  // Better Auth looks at the origin when there is a cookie; signing somebody in needs none.
  if (method === 'POST' && origin !== null && origin !== room.publicUrl) {
    return refuse(403, 'Invalid origin')
  }
  const body = method === 'POST' ? await readBody(request) : {}
  if (body instanceof Response) return body
  try {
    const { clientAddress } = incoming
    const asked = { pathname: url.pathname, headers: request.headers, clientAddress, body }
    const judged = await withDeadline(room.limit(asked), DEADLINE_MS)
    if (judged.retryAfter > 0) return tooMany(judged)
    const known = withClientAddress(request, clientAddress)
    const deadlineMs = method === 'POST' ? PASSWORD_DEADLINE_MS : DEADLINE_MS
    const response = await noEarlierThan(
      hidesAddresses.has(url.pathname) ? FLOOR_MS : 0,
      withDeadline(ask(room.auth, known, url), deadlineMs),
    )
    if (response.status >= 500) return unavailable()
    if (response.status === 401 && url.pathname === '/api/auth/token') {
      if (!(await isSignedOut(room, known.headers))) return unavailable()
    }
    return await withLimits(await withRules(url, response), judged)
  } catch (error) {
    room.onFault(error)
    return unavailable()
  }
}

/** What asks for an address must answer alike, and as fast, whether it has an account or not. */
const hidesAddresses = new Set([
  '/api/auth/sign-up/email',
  '/api/auth/send-confirmation',
  '/api/auth/request-password-reset',
  '/api/auth/request-email-change',
  '/api/auth/approve-email-change',
])
/** Longer than any of them takes on a machine with something else to do. */
const FLOOR_MS = 300

/** Hides in how long we wait how much there was to do. */
async function noEarlierThan<T>(floorMs: number, asked: Promise<T>): Promise<T> {
  const floor = new Promise((resolve) => setTimeout(resolve, floorMs))
  const [outcome] = await Promise.allSettled([asked, floor])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}

async function ask(auth: Auth, request: Request, url: URL): Promise<Response> {
  if (url.pathname !== '/api/auth/sign-up/email') return auth.handler(request)
  const again = request.clone()
  const first = await auth.handler(request)
  // Two sign-ups at once with one address: the second look finds the account of the first.
  const isRace = first.status === 422
  const response = isRace ? await auth.handler(again) : first
  if (!response.ok) return response
  // Better Auth answers with the user it has made, or made up; only the two together would differ.
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return Response.json({ status: true }, { headers })
}

const goals = ['callbackURL', 'redirectTo', 'errorCallbackURL', 'newUserCallbackURL']

/** One way in: JSON, and every place to go to afterwards is a path of ours. */
async function readBody(request: Request): Promise<Record<string, unknown> | Response> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json *(?:;|$)/i.test(type)) return refuse(415, 'JSON, please')
  let body: unknown
  try {
    body = await request.clone().json()
  } catch {
    return refuse(400, 'Not JSON')
  }
  if (!isRecord(body)) return refuse(400, 'Not an object')
  const bad = goals.find((name) => body[name] !== undefined && !isOwnPath(body[name]))
  return bad === undefined ? body : refuse(400, `${bad} is not a path of this site`)
}

/**
 * Better Auth answers 401 on /token when it could not read the session, too. Asked directly it
 * throws instead, so a second look tells the two apart.
 */
async function isSignedOut(room: AuthRoom, headers: Headers): Promise<boolean> {
  const asked = room.auth.api.getSession({ headers, query: { disableRefresh: true } })
  return (await withDeadline(asked, DEADLINE_MS)) === null
}

async function withRules(url: URL, answer: Response): Promise<Response> {
  const response = await withoutSessionToken(answer)
  const isKeySet = url.pathname === '/api/auth/jwks' && response.ok
  // Short: a verifier that meets a new key must not be handed the set from before it.
  response.headers.set('cache-control', isKeySet ? 'public, max-age=10' : 'no-store')
  if (url.pathname === '/api/auth/sign-out' && response.ok) {
    // What the next person on this machine could bring back with the back button.
    response.headers.set('clear-site-data', '"cache"')
  }
  return response
}

async function withLimits(response: Response, judged: Judged): Promise<Response> {
  for (const [name, value] of Object.entries(judged.headers)) response.headers.set(name, value)
  if (response.ok && judged.succeeded) {
    response.headers.append('set-cookie', await judged.succeeded())
  }
  return response
}

function tooMany({ retryAfter, headers }: Judged): Response {
  const waiting = { ...headers, 'retry-after': String(retryAfter) }
  return refuse(429, 'Too many requests. Please try again later.', waiting)
}

/** The cookie is httpOnly so that no script reads it: the body must not hand out its content. */
async function withoutSessionToken(response: Response): Promise<Response> {
  const headers = new Headers(response.headers)
  if (!response.ok || !headers.get('content-type')?.includes('json')) {
    return new Response(response.body, { status: response.status, headers })
  }
  headers.delete('content-length')
  const text = await response.text()
  const body: unknown = JSON.parse(text)
  if (isRecord(body) && isRecord(body['user'])) {
    delete body['token']
    if (isRecord(body['session'])) delete body['session']['token']
  }
  return new Response(JSON.stringify(body), { status: response.status, headers })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function unavailable(): Response {
  return refuse(503, 'Signing in is not available just now', { 'retry-after': '2' })
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { message },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  )
}
