import { z } from '@hono/zod-openapi'
import { Color, Id, Instant } from '../record-schema.ts'
import { WeekStart } from '../settings/schema.ts'
import { CalendarDay, DueOrNull, TimeZone } from '../tasks/due-schema.ts'
import { RecurrenceOrNull } from '../tasks/recurrence-schema.ts'
import { Reminders } from '../tasks/reminder-schema.ts'
import { Priority } from '../tasks/schema.ts'

const DeletedAt = Instant.nullable().openapi({
  description: 'In the trash since then; null: not there.',
  example: null,
})

const text = () => z.string().openapi({ example: 'Home' })

/** What an export holds: each thing under its id, in the order that it has. */
export const HoldfastFile = z
  .object({
    format: z.literal('holdfast'),
    version: z.literal(1),
    settings: z
      .object({ timeZone: TimeZone, weekStart: WeekStart })
      .openapi('FileSettings', { description: 'Null while nothing was ever set.' })
      .nullable(),
    lists: z.array(
      z
        .object({
          ...{ id: Id, name: text(), color: Color, archived: z.boolean() },
          deletedAt: DeletedAt,
        })
        .openapi('FileList'),
    ),
    sections: z.array(z.object({ id: Id, listId: Id, name: text() }).openapi('FileSection')),
    labels: z.array(z.object({ id: Id, name: text(), color: Color }).openapi('FileLabel')),
    filters: z.array(z.object({ id: Id, name: text(), filter: z.string() }).openapi('FileFilter')),
    tasks: z.array(
      z
        .object({
          id: Id,
          externalId: z.string().nullable().openapi({
            description: 'What the product calls it that it came from.',
            example: null,
          }),
          title: z.string().openapi({ example: 'Water the plants' }),
          notes: z.string().openapi({ example: '' }),
          priority: Priority,
          due: DueOrNull,
          start: CalendarDay.nullable(),
          reminders: Reminders,
          recurrence: RecurrenceOrNull,
          completedAt: Instant.nullable().openapi({ example: null }),
          createdAt: Instant,
          deletedAt: DeletedAt,
          listId: Id.nullable(),
          sectionId: Id.nullable(),
          parentId: Id.nullable(),
          labelIds: z.array(Id),
        })
        .openapi('FileTask'),
    ),
  })
  .openapi('HoldfastFile', { description: 'docs/formats.md' })

const findings = (description: string) =>
  z
    .object({
      count: z.int().openapi({ minimum: 0, description: 'How many there are.', example: 0 }),
      items: z
        .array(
          z
            .object({
              row: z.int().optional().openapi({ description: 'Of a table; 1 has the names.' }),
              line: z.int().optional().openapi({ description: 'Of a calendar.' }),
              pointer: z.string().optional().openapi({ description: 'Into JSON (RFC 6901).' }),
              detail: z.string(),
            })
            .openapi('ImportFinding'),
        )
        .openapi({ maxItems: 100, description: 'The first of them.' }),
    })
    .openapi({ description })

const count = () => z.int().openapi({ minimum: 0, example: 1 })

export const ImportAnswer = z
  .object({
    dryRun: z.boolean(),
    created: z.object({
      lists: count(),
      sections: count(),
      labels: count(),
      filters: count(),
      tasks: count(),
      settings: count().openapi({
        description: '1 where nothing was ever set; what you have set stays as it is.',
        maximum: 1,
        example: 0,
      }),
    }),
    duplicates: count().openapi({
      description: 'Tasks of the file that you have already, in the trash or not.',
      example: 0,
    }),
    errors: findings('Rows that were left out.'),
    warnings: findings('What of a row was left out or changed.'),
  })
  .openapi('ImportAnswer', {
    example: {
      dryRun: false,
      created: { lists: 1, sections: 0, labels: 0, filters: 0, tasks: 12, settings: 0 },
      duplicates: 0,
      errors: { count: 1, items: [{ row: 7, detail: 'The task has no title.' }] },
      warnings: { count: 0, items: [] },
    },
  })
