import { createRoute } from '@hono/zod-openapi'
import { createSection } from '../../sections/create.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, needs, problems } from '../openapi.ts'
import { defineWrite, made } from '../write.ts'
import { Section, SectionCreate, SECTION_LINKS } from './schema.ts'
import { toSectionWire } from './wire.ts'

export const createSectionOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/sections',
    operationId: 'createSection',
    tags: ['Sections'],
    summary: 'Add a section',
    description: 'Adds a section to the end of a list.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: SectionCreate } } },
    },
    responses: {
      201: {
        description: 'It is there.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: Section } },
        links: SECTION_LINKS,
      },
      ...problems([...CREATE_PROBLEMS, 'reference-invalid'], { withBody: true }),
    },
  }),
  ({ body }) => createSection(body),
  (row) => made('sections', toSectionWire(row)),
)
