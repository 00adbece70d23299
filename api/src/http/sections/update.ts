import { createRoute } from '@hono/zod-openapi'
import { updateSection } from '../../sections/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Section, SectionConflict, SectionParams, SectionPatch, SECTION_LINKS } from './schema.ts'
import { toSectionWire } from './wire.ts'

export const updateSectionOperation = defineWrite(
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
      ...problems(['not-found', 'quota-exceeded', 'reference-invalid', 'precondition-failed'], {
        withBody: true,
        schemas: { 412: SectionConflict },
      }),
    },
  }),
  ({ params, expected, body }) => updateSection({ id: params.sectionId, expected, ...body }),
  (row) => shown(toSectionWire(row)),
)
