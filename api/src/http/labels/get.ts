import { createRoute } from '@hono/zod-openapi'
import { getLabel } from '../../labels/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { Label, LabelParams, LABEL_LINKS } from './schema.ts'
import { toLabelWire } from './wire.ts'

export const getLabelOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/labels/{labelId}',
    operationId: 'getLabel',
    tags: ['Labels'],
    summary: 'Read a label',
    description: "One of yours. Another person's answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: LabelParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'It is like this.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Label } },
        links: LABEL_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) =>
    answerVersion(context, toLabelWire(await getLabel(database, user, params.labelId))),
)
