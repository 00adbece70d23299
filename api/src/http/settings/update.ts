import { createRoute } from '@hono/zod-openapi'
import { updateSettings } from '../../settings/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Settings, SettingsConflict, SettingsPatch } from './schema.ts'
import { toSettingsWire } from './wire.ts'

export const updateSettingsOperation = defineWrite(
  createRoute({
    method: 'patch',
    path: '/v1/settings',
    operationId: 'updateSettings',
    tags: ['Settings'],
    summary: 'Change your settings',
    description:
      'A merge patch (RFC 7396). Due moments stay as they were typed; what "today" means is another from now on.',
    security: needs('tasks:write'),
    request: {
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: SettingsPatch },
          'application/merge-patch+json': { schema: SettingsPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'The settings as they are now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Settings } },
      },
      ...problems(['precondition-failed'], {
        withBody: true,
        schemas: { 412: SettingsConflict },
      }),
    },
  }),
  ({ expected, body }) => updateSettings({ expected, patch: body }),
  (row) => shown(toSettingsWire(row)),
)
