import { createRoute, z } from '@hono/zod-openapi'
import { listTasks, readSeq } from '../../tasks/list.ts'
import { PRIORITIES } from '../../tasks/task.ts'
import { REVALIDATE, answerEmpty, answerJson } from '../answer.ts'
import { isNoneMatch, sequenceTag } from '../etag.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, link, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { CalendarDay } from './due-schema.ts'
import { Priority, Status, TaskList } from './schema.ts'
import { text } from './text.ts'
import { toWire } from './wire.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
const MAX_SEARCH = 200

const Query = z.strictObject({
  status: Status.optional().openapi({ description: 'Only these.' }),
  priority: Priority.optional().openapi({ description: 'Only these.' }),
  dueAfter: CalendarDay.optional().openapi({
    description: 'Due on this day or later, by the wall clock of each task.',
  }),
  dueBefore: CalendarDay.optional().openapi({
    description: 'Due before this day, by the wall clock of each task.',
  }),
  q: text(MAX_SEARCH)
    .refine((value) => value !== '', 'must not be empty')
    .optional()
    .openapi({
      type: 'string',
      minLength: 1,
      maxLength: MAX_SEARCH,
      description: 'Text in title or notes, without regard to case. Every character means itself.',
      example: 'plants',
    }),
  sort: z.enum(['created', 'due', 'priority']).default('created').openapi({
    description: 'By creation, due moment (those without one come last) or priority.',
  }),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `must be a whole number from 1 to ${MAX_LIMIT}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, `must be from 1 to ${MAX_LIMIT}`)
    .default(DEFAULT_LIMIT)
    .openapi({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }),
  cursor: z.string().min(1).max(300).optional().openapi({
    description: 'The `nextCursor` of the page before, with the same filters and sort.',
  }),
})

export const listTasksOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/tasks',
    operationId: 'listTasks',
    tags: ['Tasks'],
    summary: 'List your tasks',
    description:
      'A page of your tasks. The ETag changes with any change to your tasks, so asking again with If-None-Match costs next to nothing while there is none.',
    security: needs('tasks:read'),
    request: { query: Query, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'A page of tasks.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag, Link: HEADERS.link }),
        content: { 'application/json': { schema: TaskList } },
        links: {
          nextPage: link('listTasks', { 'query.cursor': '$response.body#/nextCursor' }),
          sameList: link('listTasks', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems(['invalid-cursor']),
    },
  }),
  async ({ context, services: { database }, user, query }) => {
    const cached = context.req.header('if-none-match')
    // A cursor must be judged before anything is said about its page.
    if (cached !== undefined && query.cursor === undefined) {
      const tag = sequenceTag(user, await readSeq(database, user))
      if (!isNoneMatch(cached, tag)) {
        return answerEmpty(context, 304, { etag: tag, 'cache-control': REVALIDATE })
      }
    }
    const { q, priority, ...rest } = query
    const page = await listTasks(database, user, {
      ...rest,
      text: q,
      priority: priority && PRIORITIES.indexOf(priority),
    })
    const tag = sequenceTag(user, page.seq)
    const about = { etag: tag, 'cache-control': REVALIDATE }
    if (!isNoneMatch(cached, tag)) return answerEmpty(context, 304, about)
    const next =
      page.nextCursor === null ? {} : { link: nextLink(context.req.url, page.nextCursor) }
    const body = { items: page.rows.map(toWire), nextCursor: page.nextCursor }
    return answerJson(context, 200, body, { ...about, ...next })
  },
)

/** RFC 8288, with a reference relative to the request: the origin people use may be another. */
function nextLink(url: string, cursor: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.set('cursor', cursor)
  return `<${pathname}?${searchParams.toString()}>; rel="next"`
}
