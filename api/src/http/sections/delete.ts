import { createRoute } from '@hono/zod-openapi'
import { deleteSection } from '../../sections/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { SectionConflict, SectionParams } from './schema.ts'

export const deleteSectionOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/sections/{sectionId}',
    operationId: 'deleteSection',
    tags: ['Sections'],
    summary: 'Delete a section',
    description:
      'Takes it away; its tasks stay in the list. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: SectionParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: SectionConflict } }),
    },
  }),
  ({ params, expected }) => deleteSection({ id: params.sectionId, expected }),
  gone,
)
