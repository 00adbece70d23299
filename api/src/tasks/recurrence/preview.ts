import type { Due } from '../due.ts'
import { dayOf } from '../calendar-day.ts'
import { momentOf } from '../time-zone.ts'
import { nextTurn, todayFor, wallClockOf } from './next.ts'
import type { Clock, Turn } from './next.ts'

export const PREVIEW_MAX = 50
/** Nobody plans further, and it bounds what a preview costs. */
const YEARS_AHEAD = 100

/**
 * The due moments that follow, as far as they can be told now: at most `limit`, none more than a
 * hundred years ahead. What counts from completion is taken to be done on the day it is due, or
 * today when that has gone by.
 */
export function preview(turn: Turn, clock: Clock, limit: number): Due[] {
  const dues: Due[] = []
  const lastYear = Number(todayFor(turn.due, clock).slice(0, 4)) + YEARS_AHEAD
  let at: Turn | undefined = turn
  while (dues.length < Math.min(limit, PREVIEW_MAX)) {
    at = nextTurn(at, whenDone(at.due, clock))
    if (at?.due === null || at === undefined) break
    if (Number(wallClockOf(at.due).slice(0, 4)) > lastYear) break
    dues.push(at.due)
  }
  return dues
}

function whenDone(due: Due | null, clock: Clock): Clock {
  if (due === null) return clock
  const day = dayOf(wallClockOf(due))
  if (day <= todayFor(due, clock)) return clock
  const timeZone = due.kind === 'zoned' ? due.timeZone : clock.timeZone
  return { ...clock, moment: momentOf(`${day}T12:00:00`, timeZone) }
}
