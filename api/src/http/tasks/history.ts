import { createRoute, z } from '@hono/zod-openapi'
import { readHistory } from '../../changes/history.ts'
import { REVALIDATE } from '../answer.ts'
import { toInstant } from '../instant.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { limitOf } from '../page.ts'
import { answerSequence } from '../read.ts'
import { Instant } from '../record-schema.ts'
import { Task, TaskParams } from './schema.ts'
import { toTaskWire } from './wire.ts'

const number = (description: string) => z.int().openapi({ minimum: 1, description, example: 42 })
const TaskOrNull = z.union([Task, z.null()])

const History = z
  .object({
    items: z
      .array(
        z.object({
          change: number('The number of the change, to undo it.'),
          at: Instant,
          operation: z.string().openapi({ description: 'What was asked.', example: 'updateTask' }),
          session: z.string().nullable().openapi({
            description: 'Which session: the same text for the same one, and no more than that.',
            example: null,
          }),
          undoes: number('The change that it took back.').nullable(),
          undoneBy: number('The change that took it back.').nullable(),
          before: TaskOrNull.openapi({ description: 'Null: it was not there.' }),
          after: TaskOrNull.openapi({ description: 'Null: it is gone for good.' }),
        }),
      )
      .openapi({ maxItems: 200 }),
    nextBefore: number('Give it as `before` for the next page; null on the last.').nullable(),
  })
  .openapi('TaskHistory')

export const getTaskHistoryOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/tasks/{taskId}/history',
    operationId: 'getTaskHistory',
    tags: ['Tasks'],
    summary: 'See what happened to a task',
    description:
      'Who changed it, when, and how it was before and after; newest first. Also in the trash.',
    security: needs('tasks:read'),
    // In the trash it has its history still.
    'x-gone-by': 'purgeTask',
    request: {
      params: TaskParams,
      query: z.strictObject({
        before: z
          .string()
          .regex(/^[1-9]\d{0,14}$/, 'must be a number from 1')
          .transform(Number)
          .optional()
          .openapi({ type: 'integer', minimum: 1, description: 'Only changes up to this one.' }),
        limit: limitOf(200, 50),
      }),
      headers: IfNoneMatch,
    },
    responses: {
      200: {
        description: 'What happened.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: History } },
        links: {
          sameHistory: link('getTaskHistory', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems(['not-found']),
    },
  }),
  ({ context, services: { database }, user, params, query }) =>
    answerSequence(
      { context, database, user },
      async () => {
        const { entries, next, seq } = await readHistory(database, user, {
          id: params.taskId,
          from: query.before ?? Number.MAX_SAFE_INTEGER,
          limit: query.limit,
        })
        const items = entries.map(({ at, before, after, ...entry }) => ({
          ...entry,
          at: toInstant(at),
          before: before && toTaskWire(before),
          after: after && toTaskWire(after),
        }))
        return { seq, body: { items, nextBefore: next } }
      },
      // Whether it is there comes before whether it is the same.
      { isRisky: true },
    ),
)
