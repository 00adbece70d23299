import { z } from '@hono/zod-openapi'
import { PRIORITIES, STATUSES } from '../../tasks/task.ts'
import {
  DeletedAt,
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  Instant,
  Position,
  conflictOf,
  idFrom,
  line,
  ownId,
  recordMembers,
} from '../record-schema.ts'
import { CalendarDay, DueOrNull } from './due-schema.ts'
import { RecurrenceOrNull } from './recurrence-schema.ts'
import { Reminders } from './reminder-schema.ts'
import { text } from './text.ts'

const TITLE_MAX = 500
const NOTES_MAX = 20_000
const LABELS_MAX = 50

const Title = line(TITLE_MAX, 'Water the plants')

const Notes = text(NOTES_MAX).openapi({
  type: 'string',
  maxLength: NOTES_MAX,
  description: 'Markdown.',
  example: 'Not the *cactus*.',
})

export const Priority = z.enum(PRIORITIES, `must be one of ${PRIORITIES.join(', ')}`)
export const Status = z.enum(STATUSES, `must be one of ${STATUSES.join(', ')}`)

const ListIdOrNull = z.union([idFrom('createList', 'One of your lists.'), z.null()])
const SectionIdOrNull = z.union([idFrom('createSection', 'A section of the list.'), z.null()])
const ParentIdOrNull = z.union([idFrom('createTask', 'A task of the same list.'), z.null()])

/** Where a task is; the same in what is sent and in what is answered. */
export const placeMembers = {
  listId: ListIdOrNull.openapi({ description: 'One of your lists; null is the inbox.' }),
  sectionId: SectionIdOrNull.openapi({ description: 'A section of that list.' }),
  parentId: ParentIdOrNull.openapi({
    description: 'The task that this one is part of, in the same list: at most 5 levels.',
  }),
}

const StartOrNull = z
  .union([CalendarDay, z.null()])
  .openapi({ description: 'The day from which on it is to be thought of; null clears it.' })

/** What beside `due` tells a time, as it is sent. */
const scheduleMembers = {
  start: StartOrNull.optional(),
  reminders: Reminders.optional(),
  recurrence: RecurrenceOrNull.optional(),
}

const LabelIds = z
  .array(idFrom('createLabel', 'One of your labels.'))
  .max(LABELS_MAX, `must have at most ${LABELS_MAX} labels`)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each label once')
  .openapi({ maxItems: LABELS_MAX, uniqueItems: true, example: [] })

export const Task = z
  .object({
    id: Id,
    title: z.string().openapi({ minLength: 1, maxLength: TITLE_MAX, example: 'Water the plants' }),
    notes: z.string().openapi({ maxLength: NOTES_MAX, description: 'Markdown.', example: '' }),
    priority: Priority.openapi({ example: 'low' }),
    due: DueOrNull,
    start: CalendarDay.nullable().openapi({ example: null }),
    reminders: Reminders,
    recurrence: RecurrenceOrNull,
    status: Status.openapi({ example: 'open' }),
    completedAt: Instant.nullable().openapi({ example: null }),
    listId: Id.nullable().openapi({ description: 'Null is the inbox.', example: null }),
    sectionId: Id.nullable().openapi({ example: null }),
    parentId: Id.nullable().openapi({ example: null }),
    labelIds: z.array(Id).openapi({ maxItems: LABELS_MAX, example: [] }),
    position: Position,
    deletedAt: DeletedAt,
    ...recordMembers,
  })
  .openapi('Task')

export const TaskCreate = z
  .strictObject({
    id: ownId('createTask'),
    title: Title,
    notes: Notes.optional(),
    priority: Priority.optional().openapi({ example: 'low' }),
    due: DueOrNull.optional(),
    ...scheduleMembers,
    status: Status.optional().openapi({ example: 'open' }),
    listId: placeMembers.listId.optional(),
    sectionId: placeMembers.sectionId.optional(),
    parentId: placeMembers.parentId.optional(),
    labelIds: LabelIds.optional(),
  })
  .openapi('TaskCreate', { example: { title: 'Water the plants', priority: 'low' } })

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
    ...scheduleMembers,
    status: Status.optional(),
    listId: placeMembers.listId.optional(),
    sectionId: placeMembers.sectionId.optional(),
    parentId: placeMembers.parentId.optional(),
    labelIds: LabelIds.optional(),
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

export const TaskMove = z
  .strictObject({
    listId: placeMembers.listId.optional(),
    sectionId: placeMembers.sectionId.optional(),
    parentId: placeMembers.parentId.optional(),
    before: idFrom('createTask', 'The task to stand right before.').optional(),
    after: idFrom('createTask', 'The task to stand right after.').optional(),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    message: 'must not be given together with before',
    path: ['after'],
  })
  .openapi('TaskMove', {
    not: { properties: { before: {}, after: {} }, required: ['before', 'after'] },
    example: { listId: null, parentId: null },
  })

export const EXAMPLE_TASK = {
  id: EXAMPLE_ID,
  title: 'Water the plants',
  notes: '',
  priority: 'low',
  due: { kind: 'date', date: '2026-11-20' },
  start: null,
  reminders: [],
  recurrence: null,
  status: 'open',
  completedAt: null,
  listId: null,
  sectionId: null,
  parentId: null,
  labelIds: [],
  position: 'a0',
  deletedAt: null,
  ...EXAMPLE_TIMES,
}

export const TaskConflict = conflictOf('TaskConflict', Task, EXAMPLE_TASK)

export const TaskParams = z.object({
  taskId: Id.openapi({ param: { name: 'taskId', in: 'path' } }),
})

/** For what only a recurring task has: `with` says what a source of one is asked with. */
export const RecurringTaskParams = z.object({
  taskId: Id.openapi({
    param: { name: 'taskId', in: 'path' },
    'x-source': {
      operationId: 'createTask',
      value: '$response.body#/id',
      with: {
        due: { kind: 'date', date: '2026-11-20' },
        recurrence: { rule: 'FREQ=DAILY', from: 'due', except: [] },
      },
    },
  }),
})
