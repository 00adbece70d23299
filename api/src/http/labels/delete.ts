import { createRoute } from '@hono/zod-openapi'
import { deleteLabel } from '../../labels/delete.ts'
import { NO_STORE } from '../answer.ts'
import { readIfMatch } from '../etag.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerWrite, gone } from '../write.ts'
import { LabelConflict, LabelParams } from './schema.ts'

export const deleteLabelOperation = defineOperation(
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
  (call) => {
    const expected = readIfMatch(call.context.req.header('if-match'))
    return answerWrite(call, deleteLabel({ id: call.params.labelId, expected }), gone)
  },
)
