import { createRoute } from '@hono/zod-openapi'
import { createLabel } from '../../labels/create.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, needs, problems } from '../openapi.ts'
import { defineWrite, made } from '../write.ts'
import { Label, LabelCreate, LABEL_LINKS } from './schema.ts'
import { toLabelWire } from './wire.ts'

export const createLabelOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/labels',
    operationId: 'createLabel',
    tags: ['Labels'],
    summary: 'Add a label',
    description: 'Adds a label. Its name is told apart from others without regard to case.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: LabelCreate } } },
    },
    responses: {
      201: {
        description: 'It is there.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: Label } },
        links: LABEL_LINKS,
      },
      ...problems([...CREATE_PROBLEMS, 'name-conflict'], { withBody: true }),
    },
  }),
  ({ body: { id, name, color = 'gray' } }) => createLabel({ id, name, color }),
  (row) => made('labels', toLabelWire(row)),
)
