import { createRoute } from '@hono/zod-openapi'
import { restoreList } from '../../trash/restore.ts'
import { NO_STORE } from '../answer.ts'
import { LIST_LINKS, List, ListConflict, ListParams } from '../lists/schema.ts'
import { toListWire } from '../lists/wire.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IdempotencyKey, IfMatch, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'

export const restoreListOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/trash/lists/{listId}/restore',
    operationId: 'restoreList',
    tags: ['Trash'],
    summary: 'Bring a list back',
    description: 'Takes it out of the trash, with the tasks that went with it.',
    security: needs('tasks:write'),
    request: { params: ListParams, headers: IfMatch.extend(IdempotencyKey.shape) },
    responses: {
      200: {
        description: 'It is back.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: List } },
        links: LIST_LINKS,
      },
      ...problems([...WRITE_PROBLEMS, 'not-found', 'precondition-failed'], {
        schemas: { 412: ListConflict },
      }),
    },
  }),
  ({ params, expected }) => restoreList({ id: params.listId, expected }),
  (row) => shown(toListWire(row)),
)
