import { createRoute, z } from '@hono/zod-openapi'
import { readTrash } from '../../trash/read.ts'
import { REVALIDATE } from '../answer.ts'
import { List } from '../lists/schema.ts'
import { toListWire } from '../lists/wire.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { limitOf } from '../page.ts'
import { answerSequence } from '../read.ts'
import { Task } from '../tasks/schema.ts'
import { toTaskWire } from '../tasks/wire.ts'

const Trash = z
  .object({
    items: z
      .array(
        z.union([
          z.object({ kind: z.literal('task'), task: Task }).openapi('TrashedTask'),
          z.object({ kind: z.literal('list'), list: List }).openapi('TrashedList'),
        ]),
      )
      .openapi({ maxItems: 200 }),
    total: z.int().openapi({ minimum: 0, description: 'How many there are in all.', example: 1 }),
    keptDays: z.int().openapi({
      minimum: 0,
      description:
        'For how many days after its deletion something rests here, before it is deleted for good by itself.',
      example: 30,
    }),
  })
  .openapi('Trash')

export const listTrashOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/trash',
    operationId: 'listTrash',
    tags: ['Trash'],
    summary: 'See the trash',
    description:
      'What you deleted, newest first: lists, and tasks that were deleted by themselves. What went with a list or with a parent comes back with it, and goes with it.',
    security: needs('tasks:read'),
    request: { query: z.strictObject({ limit: limitOf(200, 50) }), headers: IfNoneMatch },
    responses: {
      200: {
        description: 'The trash.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: Trash } },
        links: {
          sameTrash: link('listTrash', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database, trashDays }, user, query }) =>
    answerSequence({ context, database, user }, async () => {
      const { items, total, seq } = await readTrash(database, user, query.limit)
      const shown = items.map((item) =>
        item.kind === 'task'
          ? { kind: item.kind, task: toTaskWire(item.row) }
          : { kind: item.kind, list: toListWire(item.row) },
      )
      return { seq, body: { items: shown, total, keptDays: trashDays } }
    }),
)
