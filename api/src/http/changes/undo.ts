import { createRoute, z } from '@hono/zod-openapi'
import { undoChange } from '../../changes/undo.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IdempotencyKey, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { defineWrite } from '../write.ts'
import { ChangedItem, toChangedItem } from './schema.ts'

const UndoRequest = z
  .strictObject({
    change: z
      .int()
      .min(1)
      .optional()
      .openapi({
        description:
          'The number of the change, from the `Change` header of its answer or from a history. Without it: the newest that is neither an undo nor undone.',
        example: 42,
        'x-source': { operationId: 'createTask', value: '$response.header.Change' },
      }),
  })
  .openapi('UndoRequest', { example: { change: 42 } })

const Undone = z
  .object({
    undone: z
      .int()
      .openapi({ minimum: 1, description: 'The change that was undone.', example: 42 }),
    items: z.array(ChangedItem).openapi({ description: 'What is different now.' }),
  })
  .openapi('Undone')

export const undoOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/undo',
    operationId: 'undo',
    tags: ['Changes'],
    summary: 'Undo a change',
    description:
      'Takes back your last change, or a given one as long as nothing later depends on it: all that it touched is as it was before. An undo is a change itself and can be undone by its number.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: UndoRequest } } },
    },
    responses: {
      200: {
        description: 'It is undone.',
        headers: headers(NO_STORE, GONE),
        content: { 'application/json': { schema: Undone } },
      },
      ...problems([...WRITE_PROBLEMS, 'undo-conflict', 'nothing-to-undo', 'quota-exceeded'], {
        withBody: true,
      }),
    },
  }),
  ({ body }) => undoChange(body.change),
  ({ undone, seq, changes }) => ({
    status: 200,
    body: {
      undone,
      items: changes.map(({ kind, id, after }) =>
        toChangedItem({ kind, id, version: after?.version ?? seq, row: after }),
      ),
    },
  }),
)
