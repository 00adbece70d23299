import { z } from '@hono/zod-openapi'
import type { FeedItem } from '../../changes/feed.ts'
import { Calendar } from '../calendars/schema.ts'
import { Filter } from '../filters/schema.ts'
import { Label } from '../labels/schema.ts'
import { List } from '../lists/schema.ts'
import { Id } from '../record-schema.ts'
import { Section } from '../sections/schema.ts'
import { Settings } from '../settings/schema.ts'
import { Task } from '../tasks/schema.ts'
import { toWire } from '../wire.ts'

const identity = {
  id: Id,
  version: z.int().openapi({ minimum: 1, description: 'The change that left it so.', example: 42 }),
}

/** Something that is there, as it is now, or that is gone for good. */
export const ChangedItem = z
  .union([
    z.object({ kind: z.literal('task'), ...identity, task: Task }).openapi('ChangedTask'),
    z.object({ kind: z.literal('list'), ...identity, list: List }).openapi('ChangedList'),
    z
      .object({ kind: z.literal('section'), ...identity, section: Section })
      .openapi('ChangedSection'),
    z.object({ kind: z.literal('label'), ...identity, label: Label }).openapi('ChangedLabel'),
    z.object({ kind: z.literal('filter'), ...identity, filter: Filter }).openapi('ChangedFilter'),
    z
      .object({ kind: z.literal('calendar'), ...identity, calendar: Calendar })
      .openapi('ChangedCalendar'),
    z
      .object({ kind: z.literal('setting'), ...identity, setting: Settings })
      .openapi('ChangedSetting'),
    z
      .object({
        kind: z.enum(['task', 'list', 'section', 'label', 'filter', 'calendar', 'setting']),
        ...identity,
        gone: z.literal(true).openapi({ description: 'It was deleted for good.' }),
      })
      .openapi('Tombstone'),
  ])
  .openapi('ChangedItem')

export function toChangedItem({ kind, id, version, row }: FeedItem): object {
  const about = { kind, id, version }
  return row === undefined ? { ...about, gone: true } : { ...about, [kind]: toWire(kind, row) }
}
