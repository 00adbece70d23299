import { createRoute, z } from '@hono/zod-openapi'
import { parseFilter } from '../../filters/parse.ts'
import { listTasks } from '../../tasks/list.ts'
import { asksForTime } from '../../tasks/meaning.ts'
import { PRIORITIES } from '../../tasks/task.ts'
import { VIEWS } from '../../tasks/view.ts'
import { REVALIDATE } from '../answer.ts'
import { Id, idFrom } from '../record-schema.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { filterText } from '../filters/filter-text.ts'
import { defineOperation } from '../operation.ts'
import { limitOf, nextLink } from '../page.ts'
import { answerSequence } from '../read.ts'
import { CalendarDay } from './due-schema.ts'
import { Priority, Status, TaskList } from './schema.ts'
import { text } from './text.ts'
import { toTaskWire } from './wire.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
const MAX_SEARCH = 200

const Query = z.strictObject({
  status: Status.optional().openapi({ description: 'Only these.' }),
  priority: Priority.optional().openapi({ description: 'Only these.' }),
  listId: z
    .union([Id, z.literal('inbox')])
    .optional()
    .openapi({
      type: 'string',
      description: 'Only of this list; `inbox` for those that are in none.',
      'x-source': { operationId: 'createList', value: '$response.body#/id' },
    }),
  sectionId: idFrom('createSection', 'Only of this section.').optional(),
  parentId: idFrom('createTask', 'Only the subtasks of this task, one level down.').optional(),
  labelId: idFrom('createLabel', 'Only with this label.').optional(),
  view: z
    .enum(VIEWS, `must be one of ${VIEWS.join(', ')}`)
    .optional()
    .openapi({
      description:
        'By the day that it is in the time zone of your settings: `today` is due today, `upcoming` later, `overdue` is past and still open. What has a time zone of its own goes by its moment.',
    }),
  dueAfter: CalendarDay.optional().openapi({
    description: 'Due on this day or later, by the wall clock of each task.',
  }),
  dueBefore: CalendarDay.optional().openapi({
    description: 'Due before this day, by the wall clock of each task.',
  }),
  filter: filterText(
    'Only what this filter means: see docs/filters.md for the language.',
  ).optional(),
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
  sort: z.enum(['created', 'due', 'priority', 'position']).default('created').openapi({
    description:
      'By creation, due moment (those without one come last), priority, or position in the list.',
  }),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: limitOf(MAX_LIMIT, DEFAULT_LIMIT),
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
  ({ context, services: { database }, user, query }) => {
    const filter = query.filter === undefined ? undefined : parseFilter(query.filter)
    return answerSequence(
      { context, database, user },
      async () => {
        const { q, priority, listId, view, ...rest } = query
        const { rows, nextCursor, seq, asOf } = await listTasks(database, user, {
          ...rest,
          filter,
          view: view && { name: view, moment: Date.now() },
          text: q,
          listId: listId === 'inbox' ? null : listId,
          priority: priority && PRIORITIES.indexOf(priority),
        })
        const next = nextCursor === null ? {} : { link: nextLink(context.req.url, nextCursor) }
        return { seq, asOf, body: { items: rows.map(toTaskWire), nextCursor }, headers: next }
      },
      // A cursor must be judged before anything is said about its page, and a day may be over.
      { isRisky: query.cursor !== undefined || query.view !== undefined || asksForTime(filter) },
    )
  },
)
