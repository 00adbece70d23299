import { createRoute } from '@hono/zod-openapi'
import { getSettings } from '../../settings/read.ts'
import { NO_STORE, answerJson } from '../answer.ts'
import { headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
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
    request: {},
    responses: {
      200: {
        description: 'Your settings.',
        // No ETag: one address for everybody, and versions of which two people may have the same.
        headers: headers(NO_STORE),
        content: { 'application/json': { schema: Settings } },
        links: {
          updateSettings: link('updateSettings', {
            'header.If-Match': '"{$response.body#/version}"',
          }),
        },
      },
      ...problems([]),
    },
  }),
  async ({ context, services: { database }, user }) =>
    answerJson(context, 200, toSettingsWire(await getSettings(database, user)), {
      'cache-control': NO_STORE,
    }),
)
