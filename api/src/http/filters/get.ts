import { createRoute } from '@hono/zod-openapi'
import { getFilter } from '../../saved-filters/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { Filter, FilterParams, FILTER_LINKS } from './schema.ts'
import { toFilterWire } from './wire.ts'

export const getFilterOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/filters/{filterId}',
    operationId: 'getFilter',
    tags: ['Filters'],
    summary: 'Read a saved filter',
    description: "One of yours. Another person's answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: FilterParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'It is like this.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Filter } },
        links: FILTER_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) =>
    answerVersion(context, toFilterWire(await getFilter(database, user, params.filterId))),
)
