import { createRoute } from '@hono/zod-openapi'
import { updateFilter } from '../../saved-filters/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Filter, FilterConflict, FilterParams, FilterPatch, FILTER_LINKS } from './schema.ts'
import { toFilterWire } from './wire.ts'

export const updateFilterOperation = defineWrite(
  createRoute({
    method: 'patch',
    path: '/v1/filters/{filterId}',
    operationId: 'updateFilter',
    tags: ['Filters'],
    summary: 'Change a saved filter',
    description: 'A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.',
    security: needs('tasks:write'),
    request: {
      params: FilterParams,
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: FilterPatch },
          'application/merge-patch+json': { schema: FilterPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'It is like this now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Filter } },
        links: FILTER_LINKS,
      },
      ...problems(['not-found', 'quota-exceeded', 'reference-invalid', 'precondition-failed'], {
        withBody: true,
        schemas: { 412: FilterConflict },
      }),
    },
  }),
  ({ params, expected, body: { after, ...patch } }) =>
    updateFilter({ id: params.filterId, expected, patch, after }),
  (row) => shown(toFilterWire(row)),
)
