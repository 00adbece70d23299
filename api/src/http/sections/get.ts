import { createRoute } from '@hono/zod-openapi'
import { getSection } from '../../sections/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { Section, SectionParams, SECTION_LINKS } from './schema.ts'
import { toSectionWire } from './wire.ts'

export const getSectionOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/sections/{sectionId}',
    operationId: 'getSection',
    tags: ['Sections'],
    summary: 'Read a section',
    description: "One of yours. Another person's answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: SectionParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'It is like this.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Section } },
        links: SECTION_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) =>
    answerVersion(context, toSectionWire(await getSection(database, user, params.sectionId))),
)
