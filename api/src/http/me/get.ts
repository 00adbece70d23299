import { createRoute, z } from '@hono/zod-openapi'
import { summarize } from '../../me/summarize.ts'
import { readSeq } from '../../tasks/list.ts'
import { REVALIDATE, answerEmpty, answerJson } from '../answer.ts'
import { isNoneMatch, sequenceTag } from '../etag.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, link, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'

const count = () => z.int().openapi({ minimum: 0, example: 3 })

const Me = z
  .object({
    subject: z.string().openapi({
      description: 'Who you are here: the `sub` of your token.',
      example: '4f1c8a9e-3b7d-4f0e-9a55-1c2d3e4f5a6b',
    }),
    tasks: z.object({ open: count(), done: count(), total: count() }),
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
  async ({ context, services: { database }, user }) => {
    const cached = context.req.header('if-none-match')
    if (cached !== undefined) {
      const tag = sequenceTag(user, await readSeq(database, user))
      if (!isNoneMatch(cached, tag)) {
        return answerEmpty(context, 304, { etag: tag, 'cache-control': REVALIDATE })
      }
    }
    const { seq, ...tasks } = await summarize(database, user)
    return answerJson(
      context,
      200,
      { subject: user, tasks },
      {
        etag: sequenceTag(user, seq),
        'cache-control': REVALIDATE,
      },
    )
  },
)
