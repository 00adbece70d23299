import { createRoute } from '@hono/zod-openapi'
import { updateList } from '../../lists/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { List, ListConflict, ListParams, ListPatch, LIST_LINKS } from './schema.ts'
import { toListWire } from './wire.ts'

export const updateListOperation = defineWrite(
  createRoute({
    method: 'patch',
    path: '/v1/lists/{listId}',
    operationId: 'updateList',
    tags: ['Lists'],
    summary: 'Change a list',
    description: 'A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.',
    security: needs('tasks:write'),
    request: {
      params: ListParams,
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: ListPatch },
          'application/merge-patch+json': { schema: ListPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'It is like this now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: List } },
        links: LIST_LINKS,
      },
      ...problems(['not-found', 'quota-exceeded', 'reference-invalid', 'precondition-failed'], {
        withBody: true,
        schemas: { 412: ListConflict },
      }),
    },
  }),
  ({ params, expected, body: { after, ...patch } }) =>
    updateList({ id: params.listId, expected, patch, after }),
  (row) => shown(toListWire(row)),
)
