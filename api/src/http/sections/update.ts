import { createRoute } from '@hono/zod-openapi'
import { updateSection } from '../../sections/update.ts'
import { NO_STORE } from '../answer.ts'
import { readIfMatch } from '../etag.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerWrite, shown } from '../write.ts'
import { Section, SectionConflict, SectionParams, SectionPatch, SECTION_LINKS } from './schema.ts'
import { toSectionWire } from './wire.ts'

export const updateSectionOperation = defineOperation(
  createRoute({
    method: 'patch',
    path: '/v1/sections/{sectionId}',
    operationId: 'updateSection',
    tags: ['Sections'],
    summary: 'Change a section',
    description: 'A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.',
    security: needs('tasks:write'),
    request: {
      params: SectionParams,
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: SectionPatch },
          'application/merge-patch+json': { schema: SectionPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'It is like this now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Section } },
        links: SECTION_LINKS,
      },
      ...problems(['not-found', 'reference-invalid', 'precondition-failed'], {
        withBody: true,
        schemas: { 412: SectionConflict },
      }),
    },
  }),
  (call) => {
    const expected = readIfMatch(call.context.req.header('if-match'))
    const update = updateSection({ id: call.params.sectionId, expected, ...call.body })
    return answerWrite(call, update, (row) => shown(toSectionWire(row)))
  },
)
