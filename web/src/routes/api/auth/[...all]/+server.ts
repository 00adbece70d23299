import { handleAuth } from '#lib/server/auth/handle.ts'
import { getAuth, getLimiter, getLogger, tellApiSoon } from '#lib/server/auth/instance.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { describeError } from '#lib/server/log.ts'
import type { RequestHandler } from './$types'

/** Every method: which of them is right is part of the allow-list. */
export const fallback: RequestHandler = async (event) => {
  const response = await handleAuth(
    {
      auth: getAuth(),
      limit: getLimiter(),
      publicUrl: getConfig().PUBLIC_URL,
      onFault: (error) => {
        getLogger().error('auth request failed', describeError(error))
      },
    },
    { request: event.request, url: event.url, clientAddress: event.getClientAddress() },
  )
  if (event.request.method === 'POST') tellApiSoon()
  return response
}
