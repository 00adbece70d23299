import { createRoute, z } from '@hono/zod-openapi'
import { EXPORT_FORMATS, exportAll } from '../../transfer/export.ts'
import { NO_STORE, answerStream } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { HoldfastFile } from './schema.ts'

export const exportOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/export',
    operationId: 'exportAll',
    tags: ['In and out'],
    summary: 'Take everything along',
    description:
      'Everything that is yours, the trash included, as it is at one moment, as a file that import takes again: then exporting gives the same bytes. Left out are calendars, whose addresses are secret, and the history. docs/formats.md describes both formats.',
    security: needs('tasks:read'),
    request: {
      query: z.strictObject({
        format: z
          .enum(EXPORT_FORMATS, `must be one of ${EXPORT_FORMATS.join(', ')}`)
          .default('json'),
      }),
    },
    responses: {
      200: {
        description: 'The file. What breaks off is not whole: its connection is cut.',
        headers: headers(NO_STORE, { 'Content-Disposition': HEADERS.attachment }),
        content: {
          'application/json': { schema: HoldfastFile },
          'text/csv': { schema: z.string() },
        },
      },
      ...problems([]),
    },
  }),
  async ({ context, services: { database }, user, query: { format } }) =>
    answerStream(context, await exportAll(database, user, format), {
      'content-type': format === 'json' ? 'application/json' : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="holdfast.${format}"`,
      'cache-control': NO_STORE,
    }),
)
