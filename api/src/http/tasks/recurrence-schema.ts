import { z } from '@hono/zod-openapi'
import { canHappen } from '../../tasks/recurrence/happens.ts'
import { RULE_MAX, RuleError, parseRule } from '../../tasks/recurrence/parse-rule.ts'
import { CalendarDay, WallClock } from './due-schema.ts'

const RULE = /^[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*$/
const MAX_EXCEPTIONS = 100

/** Judged rules: an import has the same ones again and again. */
const judged = new Map<string, string | undefined>()
const MAX_JUDGED = 1_000

function faultOf(rule: string): string | undefined {
  if (judged.has(rule)) return judged.get(rule)
  const fault = judge(rule)
  if (rule.length > RULE_MAX) return fault
  // The oldest makes room.
  const [oldest] = judged.keys()
  if (judged.size >= MAX_JUDGED && oldest !== undefined) judged.delete(oldest)
  judged.set(rule, fault)
  return fault
}

function judge(rule: string): string | undefined {
  try {
    return canHappen(parseRule(rule)) ? undefined : 'must be a rule that the calendar has a day for'
  } catch (error) {
    if (error instanceof RuleError) return error.message
    throw error
  }
}

const Rule = z
  .string()
  .superRefine((text, context) => {
    const message = faultOf(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .openapi({
    format: 'rrule',
    maxLength: RULE_MAX,
    pattern: RULE.source,
    description:
      'The value of an RRULE (RFC 5545 §3.3.10), without `RRULE:`. FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; INTERVAL and COUNT go to 999; there is no BYHOUR, BYMINUTE or BYSECOND. What it leaves open comes from `due`.',
    example: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  })

const Exception = z
  .union([CalendarDay, WallClock], 'must be a day or a wall-clock time')
  .openapi({ description: 'A day, or one wall-clock time, that is left out.' })

export const Recurrence = z
  .strictObject({
    rule: Rule,
    from: z.enum(['due', 'completion'], 'must be one of due, completion').openapi({
      description:
        '`due`: by the schedule that the rule and the due moment make. `completion`: counted from the day on which it is done.',
      example: 'due',
    }),
    except: z
      .array(Exception)
      .max(MAX_EXCEPTIONS, `must have at most ${MAX_EXCEPTIONS} entries`)
      .openapi({
        maxItems: MAX_EXCEPTIONS,
        description: 'What is left out; it counts all the same (RFC 5545 §3.8.5.1).',
        example: ['2026-12-31'],
      }),
  })
  .openapi('Recurrence', {
    description:
      'How it comes back. When the task is done, its next occurrence is a new task that takes over the rule; COUNT then is one less. What went by while it was overdue is passed over.',
  })

/** A union and not `.nullable()`, which would make the component itself nullable. */
export const RecurrenceOrNull = z.union([Recurrence, z.null()])
