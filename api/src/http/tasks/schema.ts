import { z } from '@hono/zod-openapi'
import { PRIORITIES, STATUSES } from '../../tasks/task.ts'
import { Problem } from '../openapi.ts'
import { problemTypeUri } from '../problem-types.ts'
import { DueOrNull } from './due-schema.ts'
import { text } from './text.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const TITLE_MAX = 500
const NOTES_MAX = 20_000
// JavaScript's own notion of white space, as `trim` uses it.
const NOT_BLANK = /\S/

const EXAMPLE_ID = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'

export const TaskId = z
  .string()
  .regex(UUID_V7, 'must be a UUID of version 7 in lower case')
  .openapi({ format: 'uuid', pattern: UUID_V7.source, example: EXAMPLE_ID })

const Title = text(TITLE_MAX)
  .refine((value) => NOT_BLANK.test(value), 'must not be blank')
  .transform((value) => value.trim())
  .openapi({
    type: 'string',
    minLength: 1,
    maxLength: TITLE_MAX,
    pattern: NOT_BLANK.source,
    description: 'Trimmed; at most 500 characters before that.',
    example: 'Water the plants',
  })

const Notes = text(NOTES_MAX).openapi({
  type: 'string',
  maxLength: NOTES_MAX,
  description: 'Markdown.',
  example: 'Not the *cactus*.',
})

export const Priority = z.enum(PRIORITIES, `must be one of ${PRIORITIES.join(', ')}`)
export const Status = z.enum(STATUSES, `must be one of ${STATUSES.join(', ')}`)

const Instant = z.string().openapi({ format: 'date-time', example: '2026-11-20T08:15:30.123Z' })

export const Task = z
  .object({
    id: TaskId,
    title: z.string().openapi({ minLength: 1, maxLength: TITLE_MAX, example: 'Water the plants' }),
    notes: z.string().openapi({ maxLength: NOTES_MAX, description: 'Markdown.', example: '' }),
    priority: Priority.openapi({ example: 'low' }),
    due: DueOrNull,
    status: Status.openapi({ example: 'open' }),
    completedAt: Instant.nullable().openapi({ example: null }),
    position: z.string().openapi({
      description: 'A fractional index: sorts as text in the order of the list.',
      example: 'a0',
    }),
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int().openapi({
      minimum: 1,
      description: 'Grows with every change; the ETag is this number in quotes.',
      example: 42,
    }),
  })
  .openapi('Task')

export const TaskCreate = z
  .strictObject({
    id: TaskId.optional().openapi({
      description: 'Your own UUIDv7, for offline use and safe retries. Made here when absent.',
      'x-source': { operationId: 'createTask', value: '$response.body#/id' },
    }),
    title: Title,
    notes: Notes.optional(),
    priority: Priority.optional().openapi({ example: 'low' }),
    due: DueOrNull.optional(),
    status: Status.optional().openapi({ example: 'open' }),
  })
  .openapi('TaskCreate')

export const TaskPatch = z
  .strictObject({
    title: Title.optional(),
    notes: Notes.nullable()
      .optional()
      .openapi({ type: ['string', 'null'], description: 'Markdown. Null clears it.' }),
    priority: Priority.nullable().optional().openapi({ description: 'Null means none.' }),
    due: DueOrNull.optional().openapi({
      description: 'Null clears it. Given in full: what another kind of due had is dropped.',
    }),
    status: Status.optional(),
  })
  .openapi('TaskPatch', {
    description: 'A merge patch (RFC 7396): absent keeps, null clears.',
    example: { title: 'Water all the plants', status: 'done' },
  })

export const TaskList = z
  .object({
    items: z.array(Task).openapi({ maxItems: 200 }),
    nextCursor: z.string().nullable().openapi({
      description: 'Give it as `cursor` for the next page; null on the last.',
      example: null,
    }),
  })
  .openapi('TaskList')

export const TaskConflict = Problem.extend({ current: Task })
  .openapi('TaskConflict', {
    description: 'The task has changed since the ETag in If-Match; `current` is how it is now.',
  })
  .openapi({
    example: {
      type: problemTypeUri('precondition-failed'),
      title: 'It has changed meanwhile',
      status: 412,
      instance: 'urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e',
      current: {
        id: EXAMPLE_ID,
        title: 'Water the plants',
        notes: '',
        priority: 'low',
        due: { kind: 'date', date: '2026-11-20' },
        status: 'open',
        completedAt: null,
        position: 'a0',
        createdAt: '2026-11-20T08:15:30.123Z',
        updatedAt: '2026-11-20T08:15:30.123Z',
        version: 42,
      },
    },
  })

export const TaskParams = z.object({
  taskId: TaskId.openapi({ param: { name: 'taskId', in: 'path' } }),
})
