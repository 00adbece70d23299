import { toCondition } from '../db/filters/condition.ts'
import type { Condition } from '../db/filters/condition.ts'
import type { Filter } from '../filters/filter.ts'
import { spanOf } from '../filters/span.ts'
import { nameKeyOf } from '../labels/label.ts'
import { momentOf, wallClockAt } from './time-zone.ts'

/** What a filter means at a moment (milliseconds since 1970) to somebody in a time zone. */
export function meaningOf(filter: Filter, now: number, timeZone: string): Condition {
  const clock = {
    now,
    wallClockAt: (moment: number) => wallClockAt(moment, timeZone),
    momentOf: (wallClock: string) => momentOf(wallClock, timeZone),
  }
  return toCondition({ filter, spanOf: (when) => spanOf(when, clock), labelKeyOf: nameKeyOf })
}

/** Whether what it means depends on when and where it is asked. */
export function asksForTime(filter: Filter | undefined): boolean {
  if (filter === undefined) return false
  if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.some(asksForTime)
  return filter.kind === 'not' ? asksForTime(filter.part) : filter.kind === 'moment'
}
