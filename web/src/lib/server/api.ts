// The api as seen from a load function: asked directly, with a token that never leaves the server.
import type { RequestEvent } from '@sveltejs/kit'
import { getAuth } from './auth/instance.ts'
import { getConfig } from './config/current.ts'
import { withDeadline } from './deadline.ts'
import { requireUser } from './guard.ts'

/** A page waits this long for its first paint; after that it shows itself without tasks. */
const TIMEOUT_MS = 4000

/** The api or the token could not be had. A page renders its "not available" state. */
export class ApiUnavailableError extends Error {
  override name = 'ApiUnavailableError'
  readonly code = 'api-unavailable'
}

/**
 * Asks the api for the signed-in person. Answers whatever the api answered, 4xx and 5xx included,
 * and has read it to the end; throws `ApiUnavailableError` when there was no complete answer in
 * time, and a redirect to the sign-in page when nobody is signed in.
 *
 * @param path from the root of the api, such as `/v1/tasks?status=open`
 */
export async function fetchFromApi(
  event: RequestEvent,
  path: `/v1/${string}`,
  init: RequestInit = {},
): Promise<Response> {
  requireUser(event)
  const limits = [AbortSignal.timeout(TIMEOUT_MS), event.request.signal]
  if (init.signal) limits.push(init.signal)
  try {
    const headers = new Headers(init.headers)
    headers.set(
      'authorization',
      `Bearer ${await withDeadline(tokenFor(event.request), TIMEOUT_MS)}`,
    )
    const signal = AbortSignal.any(limits)
    const url = getConfig().API_URL + path
    return await complete(await fetch(url, { ...init, headers, signal, redirect: 'error' }))
  } catch (cause) {
    throw new ApiUnavailableError('the api gave no answer', { cause })
  }
}

/** One token for all that one page asks. It goes when the request goes. */
const tokens = new WeakMap<Request, Promise<string>>()

function tokenFor(request: Request): Promise<string> {
  const known = tokens.get(request)
  if (known) return known
  const minted = getAuth()
    .api.getToken({ headers: request.headers })
    .then(({ token }) => token)
  tokens.set(request, minted)
  return minted
}

/** Read here, so that a body that stops half-way fails here, too. */
async function complete(response: Response): Promise<Response> {
  const body = await response.arrayBuffer()
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name)
  const { status } = response
  return new Response(status === 204 || status === 304 ? null : body, { status, headers })
}
