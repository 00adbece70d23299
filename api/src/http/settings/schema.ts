import { z } from '@hono/zod-openapi'
import { WEEK_STARTS } from '../../settings/settings.ts'
import { Instant, conflictOf } from '../record-schema.ts'
import { TimeZone } from '../tasks/due-schema.ts'

export const WeekStart = z.enum(WEEK_STARTS, `must be one of ${WEEK_STARTS.join(', ')}`)

const members = {
  timeZone: TimeZone.openapi({
    description: 'Where you are: what "today" means for what has no time zone of its own.',
  }),
  weekStart: WeekStart.openapi({ description: 'The first day of your week.', example: 'monday' }),
}

export const Settings = z
  .object({
    ...members,
    createdAt: Instant.nullable().openapi({ description: 'Null while nothing was ever set.' }),
    updatedAt: Instant.nullable(),
    version: z.int().openapi({
      minimum: 0,
      description:
        'Grows with every change, from 0 while nothing was ever set; in quotes it is what If-Match takes.',
      example: 42,
    }),
  })
  .openapi('Settings')

export const SettingsPatch = z
  .strictObject({ timeZone: members.timeZone.optional(), weekStart: members.weekStart.optional() })
  .openapi('SettingsPatch', {
    description: 'A merge patch (RFC 7396): absent keeps.',
    example: { timeZone: 'Europe/Berlin', weekStart: 'sunday' },
  })

export const SettingsConflict = conflictOf('SettingsConflict', Settings, {
  timeZone: 'Europe/Berlin',
  weekStart: 'monday',
  createdAt: '2026-11-20T08:15:30.123Z',
  updatedAt: '2026-11-20T08:15:30.123Z',
  version: 42,
})
