import { createRoute, z } from '@hono/zod-openapi'
import { RESOURCES } from '../../db/write/usage.ts'
import { summarize } from '../../me/summarize.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'

const count = () => z.int().openapi({ minimum: 0, example: 3 })

const Used = z
  .object({ used: count(), limit: z.int().openapi({ minimum: 1, example: 20_000 }) })
  .openapi('Used')

const Me = z
  .object({
    subject: z.string().openapi({
      description: 'Who you are here: the `sub` of your token.',
      example: '4f1c8a9e-3b7d-4f0e-9a55-1c2d3e4f5a6b',
    }),
    tasks: z.object({ open: count(), done: count(), total: count() }),
    usage: z
      .object({ tasks: Used, lists: Used, sections: Used, labels: Used, textBytes: Used })
      .openapi({
        description: 'What you have, the trash included, and how much you may have.',
      }),
  })
  .openapi('Me')

export const getMeOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/me',
    operationId: 'getMe',
    tags: ['Me'],
    summary: 'Who you are and what you have',
    description: 'The subject of your token and how many tasks are yours.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'You.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: Me } },
        links: { sameMe: link('getMe', { 'header.If-None-Match': '$response.header.ETag' }) },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database, quotas }, user }) =>
    answerSequence({ context, database, user }, async () => {
      const { seq, usage, ...tasks } = await summarize(database, user)
      const used = RESOURCES.map((name) => [name, { used: usage[name], limit: quotas[name] }])
      return { seq, body: { subject: user, tasks, usage: Object.fromEntries(used) as object } }
    }),
)
