import { createRoute } from '@hono/zod-openapi'
import { deleteLabel } from '../../labels/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { LabelConflict, LabelParams } from './schema.ts'

export const deleteLabelOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/labels/{labelId}',
    operationId: 'deleteLabel',
    tags: ['Labels'],
    summary: 'Delete a label',
    description:
      'Takes it away, off every task that has it. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: LabelParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: LabelConflict } }),
    },
  }),
  ({ params, expected }) => deleteLabel({ id: params.labelId, expected }),
  gone,
)
