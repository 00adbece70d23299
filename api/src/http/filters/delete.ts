import { createRoute } from '@hono/zod-openapi'
import { deleteFilter } from '../../saved-filters/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { FilterConflict, FilterParams } from './schema.ts'

export const deleteFilterOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/filters/{filterId}',
    operationId: 'deleteFilter',
    tags: ['Filters'],
    summary: 'Delete a saved filter',
    description: 'Its tasks stay as they are. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: FilterParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: FilterConflict } }),
    },
  }),
  ({ params, expected }) => deleteFilter({ id: params.filterId, expected }),
  gone,
)
