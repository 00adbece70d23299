import { createRoute } from '@hono/zod-openapi'
import { getSettings } from '../../settings/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, link, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { Settings } from './schema.ts'
import { toSettingsWire } from './wire.ts'

export const getSettingsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/settings',
    operationId: 'getSettings',
    tags: ['Settings'],
    summary: 'Read your settings',
    description:
      'Your time zone and the first day of your week: UTC and Monday until you say more.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'Your settings.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Settings } },
        links: {
          updateSettings: link('updateSettings', { 'header.If-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.versionTag),
      ...problems([]),
    },
  }),
  async ({ context, services: { database }, user }) =>
    answerVersion(context, toSettingsWire(await getSettings(database, user))),
)
