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
 * hundred years after it (or today). What counts from completion is taken to be done on the day it is due, or
 * today when that has gone by.
 */
export function preview(turn: Turn, clock: Clock, limit: number): Due[] {
  const dues: Due[] = []
  const today = todayFor(turn.due, clock)
  const first = turn.due === null ? today : wallClockOf(turn.due)
  const lastYear = Math.max(yearOf(first), yearOf(today)) + YEARS_AHEAD
  let at: Turn | undefined = turn
  while (dues.length < Math.min(limit, PREVIEW_MAX)) {
    at = nextTurn(at, whenDone(at.due, clock))
    if (at?.due === null || at === undefined) break
    if (yearOf(wallClockOf(at.due)) > lastYear) break
    dues.push(at.due)
  }
  return dues
}

function yearOf(wallClock: string): number {
  return Number(wallClock.slice(0, 4))
}

function whenDone(due: Due | null, clock: Clock): Clock {
  if (due === null) return clock
  const day = dayOf(wallClockOf(due))
  if (day <= todayFor(due, clock)) return clock
  const timeZone = due.kind === 'zoned' ? due.timeZone : clock.timeZone
  return { ...clock, moment: momentOf(`${day}T12:00:00`, timeZone) }
}
