import { createRoute } from '@hono/zod-openapi'
import { updateLabel } from '../../labels/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Label, LabelConflict, LabelParams, LabelPatch, LABEL_LINKS } from './schema.ts'
import { toLabelWire } from './wire.ts'

export const updateLabelOperation = defineWrite(
  createRoute({
    method: 'patch',
    path: '/v1/labels/{labelId}',
    operationId: 'updateLabel',
    tags: ['Labels'],
    summary: 'Change a label',
    description: 'A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.',
    security: needs('tasks:write'),
    request: {
      params: LabelParams,
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: LabelPatch },
          'application/merge-patch+json': { schema: LabelPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'It is like this now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Label } },
        links: LABEL_LINKS,
      },
      ...problems(['not-found', 'quota-exceeded', 'name-conflict', 'precondition-failed'], {
        withBody: true,
        schemas: { 412: LabelConflict },
      }),
    },
  }),
  ({ params, expected, body }) => updateLabel({ id: params.labelId, expected, patch: body }),
  (row) => shown(toLabelWire(row)),
)
