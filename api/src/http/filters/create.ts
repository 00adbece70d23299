import { createRoute } from '@hono/zod-openapi'
import { createFilter } from '../../saved-filters/create.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, needs, problems } from '../openapi.ts'
import { defineWrite, made } from '../write.ts'
import { Filter, FilterCreate, FILTER_LINKS } from './schema.ts'
import { toFilterWire } from './wire.ts'

export const createFilterOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/filters',
    operationId: 'createFilter',
    tags: ['Filters'],
    summary: 'Save a filter',
    description: 'Saves a filter under a name, after your others.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: FilterCreate } } },
    },
    responses: {
      201: {
        description: 'It is there.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: Filter } },
        links: FILTER_LINKS,
      },
      ...problems(CREATE_PROBLEMS, { withBody: true }),
    },
  }),
  ({ body }) => createFilter(body),
  (row) => made('filters', toFilterWire(row)),
)
