import { z } from 'zod'
import { FilterError } from '../../filters/error.ts'
import { MAX_LENGTH } from '../../filters/filter.ts'
import { parseFilter } from '../../filters/parse.ts'
import { COLORS } from '../../lists/list.ts'
import { WEEK_STARTS } from '../../settings/settings.ts'
import { isCalendarDay } from '../../tasks/calendar-day.ts'
import { PRIORITIES } from '../../tasks/task.ts'
import {
  MAX_EXTERNAL_ID,
  MAX_LABELS_OF_TASK,
  MAX_LABEL_NAME,
  MAX_NAME,
  MAX_NOTES,
  MAX_REMINDERS_OF_TASK,
  MAX_TITLE,
} from '../document.ts'
import { hasAtMost, toStorable } from '../text.ts'
import { isTimeZone, isWallClock, readInstant, toInstant } from '../when.ts'

// What our own files hold, member by member. The same rules as the api has, so that what it wrote is
// always taken, and what a hand made of it is refused in the row where it stands.

const MAX_KEY = 64
const MAX_RULE = 512
const MAX_EXCEPT = 100
const MAX_MINUTES = 525_600

const text = (max: number) =>
  z
    .string('must be a text')
    .refine((value) => hasAtMost(value, max), `must have at most ${max} characters`)
    .refine((value) => toStorable(value) === value, 'must be well-formed Unicode without U+0000')

const name = (max: number) => text(max).refine((value) => /\S/.test(value), 'must not be blank')

const key = text(MAX_KEY).refine((value) => value !== '', 'must not be empty')

const day = z.string('must be a day').refine(isCalendarDay, 'must be a day like 2026-11-20')

const wallClock = z
  .string('must be a wall-clock time')
  .refine(isWallClock, 'must be a wall-clock time like 2026-11-20T09:00:00')

const instant = z
  .string('must be a time')
  .refine((value) => readInstant(value) !== undefined, 'must be a time like 2026-11-20T08:15:30Z')
  .transform((value) => toInstant(readInstant(value) ?? 0))

const color = z.enum(COLORS, `must be one of ${COLORS.join(', ')}`)

const timeZone = z
  .string('must be the name of a time zone')
  .refine(isTimeZone, 'must be the name of a time zone like Europe/Berlin')

const due = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('date'), date: day }),
    z.strictObject({ kind: z.literal('floating'), dateTime: wallClock }),
    z.strictObject({
      kind: z.literal('zoned'),
      dateTime: wallClock,
      timeZone,
    }),
  ],
  'must be null or have a kind: date, floating or zoned',
)

const reminder = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('absolute'), at: instant }),
    z.strictObject({
      kind: z.literal('beforeDue'),
      minutes: z
        .int('must be a whole number of minutes')
        .min(0, 'must be 0 or more')
        .max(MAX_MINUTES, `must be at most ${MAX_MINUTES}`),
    }),
  ],
  'must have a kind: absolute or beforeDue',
)

const recurrence = z.strictObject({
  rule: text(MAX_RULE),
  from: z.enum(['due', 'completion'], 'must be due or completion').default('due'),
  except: z
    .array(z.union([day, wallClock], 'must be a day or a wall-clock time'))
    .max(MAX_EXCEPT, `must have at most ${MAX_EXCEPT} entries`)
    .default([]),
})

export const SettingsItem = z.object({
  timeZone,
  weekStart: z.enum(WEEK_STARTS, `must be one of ${WEEK_STARTS.join(', ')}`),
})

export const ListItem = z.object({
  id: key,
  name: name(MAX_NAME),
  color: color.default('gray'),
  archived: z.boolean('must be true or false').default(false),
  deletedAt: instant.nullable().default(null),
})

export const SectionItem = z.object({ id: key, listId: key, name: name(MAX_NAME) })

export const LabelItem = z.object({
  id: key,
  name: name(MAX_LABEL_NAME),
  color: color.default('gray'),
})

export const FilterItem = z.object({
  id: key,
  name: name(MAX_NAME),
  filter: text(MAX_LENGTH).refine(canBeRead, 'must be a filter that can be read'),
})

export const TaskItem = z.object({
  id: key.optional(),
  externalId: text(MAX_EXTERNAL_ID).nullable().default(null),
  title: name(MAX_TITLE),
  notes: text(MAX_NOTES).default(''),
  priority: z.enum(PRIORITIES, `must be one of ${PRIORITIES.join(', ')}`).default('none'),
  due: due.nullable().default(null),
  start: day.nullable().default(null),
  reminders: z
    .array(reminder)
    .max(MAX_REMINDERS_OF_TASK, `must have at most ${MAX_REMINDERS_OF_TASK} entries`)
    .default([]),
  recurrence: recurrence.nullable().default(null),
  completedAt: instant.nullable().default(null),
  createdAt: instant.nullable().default(null),
  deletedAt: instant.nullable().default(null),
  listId: key.nullable().default(null),
  sectionId: key.nullable().default(null),
  parentId: key.nullable().default(null),
  labelIds: z
    .array(key)
    .max(MAX_LABELS_OF_TASK, `must have at most ${MAX_LABELS_OF_TASK} entries`)
    .default([]),
})

function canBeRead(filter: string): boolean {
  try {
    parseFilter(filter)
    return true
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    return false
  }
}

/** The first thing wrong: where in the item, and what. */
export interface Fault {
  readonly path: readonly PropertyKey[]
  readonly detail: string
}

export type Checked<T> = { readonly item: T } | { readonly fault: Fault }

export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const result = schema.safeParse(value)
  if (result.success) return { item: result.data }
  const issue = deepest(result.error.issues[0])
  const path = issue?.path ?? []
  return { fault: { path, detail: sentenceOf(issue, valueAt(value, path)) } }
}

/** What is wrong inside of the first branch of a union says more than that no branch fits. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  const inner = issue?.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined
  return inner === undefined || issue === undefined || inner.path.length === 0
    ? issue
    : { ...inner, path: [...issue.path, ...inner.path] }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    value,
  )
}

function sentenceOf(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (issue?.code === 'unrecognized_keys') return 'has a member that is not known here'
  if (value === undefined) return 'is required'
  // zod's own words begin so; ours speak of the member.
  return issue === undefined || issue.message.startsWith('Invalid') ? 'is not valid' : issue.message
}
