// The api as seen from a load function: asked directly, with a token that never leaves the server.
import type { RequestEvent } from '@sveltejs/kit'
import { getAuth } from './auth/instance.ts'
import { getConfig } from './config/current.ts'
import { requireUser } from './guard.ts'

/** A page waits this long for its first paint; after that it shows itself without tasks. */
const TIMEOUT_MS = 4000

/** The api or the token could not be had. A page renders its "not available" state. */
export class ApiUnavailableError extends Error {
  override name = 'ApiUnavailableError'
  readonly code = 'api-unavailable'
}

/**
 * Asks the api for the signed-in person. Answers whatever the api answered, 4xx and 5xx included;
 * throws `ApiUnavailableError` when there was no answer in time, and a redirect to the sign-in page
 * when nobody is signed in. The time limit covers the reading of the body.
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
    const { token } = await getAuth().api.getToken({ headers: event.request.headers })
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    return await fetch(getConfig().API_URL + path, {
      ...init,
      headers,
      signal: AbortSignal.any(limits),
      redirect: 'error',
    })
  } catch (cause) {
    throw new ApiUnavailableError('the api gave no answer', { cause })
  }
}
