import { createRoute } from '@hono/zod-openapi'
import { createList } from '../../lists/create.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, needs, problems } from '../openapi.ts'
import { defineWrite, made } from '../write.ts'
import { List, ListCreate, LIST_LINKS } from './schema.ts'
import { toListWire } from './wire.ts'

export const createListOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/lists',
    operationId: 'createList',
    tags: ['Lists'],
    summary: 'Add a list',
    description: 'Adds a list after your others.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: ListCreate } } },
    },
    responses: {
      201: {
        description: 'It is there.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: List } },
        links: LIST_LINKS,
      },
      ...problems(CREATE_PROBLEMS, { withBody: true }),
    },
  }),
  ({ body: { id, name, color = 'gray', archived = false } }) =>
    createList({ id, name, color, archived }),
  (row) => made('lists', toListWire(row)),
)
