// A fetch that carries the api token, and asks once more with a fresh one after a 401.
import { AuthUnavailableError, type TokenStore } from './token-store.ts'

/** After this long a call counts as unanswered; it can be made again. */
const timeoutMs = 20_000

export function bearerFetch(
  tokens: Pick<TokenStore, 'token' | 'discard'>,
  fetch: typeof globalThis.fetch,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const again = request.clone()
    const token = await tokens.token()
    const response = await send(request, token)
    if (response.status !== 401) return response
    tokens.discard(token)
    const retried = await send(again, await tokens.token())
    // A token made this moment is refused: not the person's fault, so nobody is signed out.
    if (retried.status === 401) throw new AuthUnavailableError('The api refused a fresh token.')
    return retried
  }

  function send(request: Request, token: string): Promise<Response> {
    request.headers.set('authorization', `Bearer ${token}`)
    return fetch(request, { signal: AbortSignal.timeout(timeoutMs) })
  }
}
