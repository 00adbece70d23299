import { clientAt } from '#lib/server/account/client.ts'
import { getDatabase, getLogger } from '#lib/server/auth/instance.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { describeError } from '#lib/server/log.ts'
import { answerDeviceAuthorization } from '#lib/server/programs/device-endpoint.ts'
import { handleOAuth } from '#lib/server/programs/handle.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = (event) => {
  const client = clientAt(event.getClientAddress(), event.request.headers.get('user-agent'))
  const room = { config: getConfig(), db: getDatabase() }
  return handleOAuth(
    event.request,
    (form) => answerDeviceAuthorization({ ...room, form, client }),
    (error) => {
      getLogger().error('no device code was given out', describeError(error))
    },
  )
}
