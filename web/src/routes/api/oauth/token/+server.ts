import { clientAt } from '#lib/server/account/client.ts'
import { getAuth, getDatabase, getLogger } from '#lib/server/auth/instance.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { describeError } from '#lib/server/log.ts'
import { handleOAuth } from '#lib/server/programs/handle.ts'
import { answerToken } from '#lib/server/programs/token-endpoint.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = (event) => {
  const { ipAddress: address } = clientAt(event.getClientAddress(), null)
  const room = { auth: getAuth(), config: getConfig(), db: getDatabase() }
  return handleOAuth(
    event.request,
    (form) => answerToken({ ...room, form, address }),
    (error) => {
      getLogger().error('no access token was issued', describeError(error))
    },
  )
}
