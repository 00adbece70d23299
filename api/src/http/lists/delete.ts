import { createRoute } from '@hono/zod-openapi'
import { deleteList } from '../../lists/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { ListConflict, ListParams, TRASHED_LIST_LINKS } from './schema.ts'

export const deleteListOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/lists/{listId}',
    operationId: 'deleteList',
    tags: ['Lists'],
    summary: 'Delete a list',
    description:
      'Moves it to the trash with its sections and tasks. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: ListParams, headers: IfMatch },
    responses: {
      204: {
        description: 'It is in the trash.',
        headers: headers(NO_STORE, GONE),
        links: TRASHED_LIST_LINKS,
      },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: ListConflict } }),
    },
  }),
  ({ params, expected }) => deleteList({ id: params.listId, expected }),
  gone,
)
