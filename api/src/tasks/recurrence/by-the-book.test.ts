/** Rules made up at random, against RFC 5545 §3.3.10 read word for word: each day of a period asked. */
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar-day.ts'
import { nextMoment } from './next-moment.ts'
import { parseRule } from './parse-rule.ts'
import { WEEKDAYS } from './rule.ts'
import type { Rule } from './rule.ts'

const DAY = 86_400_000
const toDay = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY
const toText = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
/** 0 is Monday; 1970 began with a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7
const ymd = (day: number) => toText(day).split('-').map(Number) as [number, number, number]
const dayFrom = (year: number, month: number, date: number) => {
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, date)
  return at.getTime() / DAY
}

/** The days of the period with this number, of which the 0th has `start` in it. */
function periodDays({ frequency, weekStart }: Rule, start: number, number: number): number[] {
  const [year, month] = ymd(start)
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => from + index)
  switch (frequency) {
    case 'DAILY':
      return [start + number]
    case 'WEEKLY': {
      const first = start - ((weekdayOf(start) - WEEKDAYS.indexOf(weekStart) + 7) % 7) + number * 7
      return range(first, first + 7)
    }
    case 'MONTHLY':
      return range(dayFrom(year, month + number, 1), dayFrom(year, month + number + 1, 1))
    case 'YEARLY':
      return range(dayFrom(year + number, 1, 1), dayFrom(year + number + 1, 1, 1))
  }
}

/** The first week with four days of a year is its first (RFC 5545 §3.3.10). */
function isInWeek({ by, weekStart }: Rule, day: number): boolean {
  const first = (year: number) => {
    const fourth = dayFrom(year, 1, 4)
    return fourth - ((weekdayOf(fourth) - WEEKDAYS.indexOf(weekStart) + 7) % 7)
  }
  const [year] = ymd(day)
  const own = [year + 1, year, year - 1].find((one) => first(one) <= day) ?? year
  const week = Math.floor((day - first(own)) / 7) + 1
  const weeks = (first(own + 1) - first(own)) / 7
  const list = by.BYWEEKNO ?? []
  return list.includes(`${week}`) || list.includes(`${week - weeks - 1}`)
}

function isInSet(rule: Rule, start: number, day: number): boolean {
  const { frequency, by } = rule
  const [year, month, date] = ymd(day)
  const [, startMonth, startDate] = ymd(start)
  const has = (list: readonly string[] | undefined, value: number, length: number) =>
    list === undefined || list.includes(`${value}`) || list.includes(`${value - length - 1}`)
  const yearLength = dayFrom(year + 1, 1, 1) - dayFrom(year, 1, 1)
  const monthLength = dayFrom(year, month + 1, 1) - dayFrom(year, month, 1)
  const isOnWeekday = (entry: string) => {
    const number = Number(entry.slice(0, -2))
    if (WEEKDAYS[weekdayOf(day)] !== entry.slice(-2)) return false
    if (number === 0) return true
    const inMonth = frequency === 'MONTHLY' || by.BYMONTH !== undefined
    const place = inMonth ? date : day - dayFrom(year, 1, 1) + 1
    const length = inMonth ? monthLength : yearLength
    return number > 0
      ? Math.ceil(place / 7) === number
      : Math.ceil((length + 1 - place) / 7) === -number
  }
  if (by.BYMONTH !== undefined && !by.BYMONTH.includes(`${month}`)) return false
  if (!has(by.BYMONTHDAY, date, monthLength)) return false
  if (!has(by.BYYEARDAY, day - dayFrom(year, 1, 1) + 1, yearLength)) return false
  if (by.BYDAY !== undefined && !by.BYDAY.some(isOnWeekday)) return false
  if (by.BYWEEKNO !== undefined && !isInWeek(rule, day)) return false
  if (by.BYWEEKNO !== undefined && by.BYDAY === undefined)
    return weekdayOf(day) === weekdayOf(start)
  // What no part names comes from the start (RFC 5545 §3.3.10).
  if (by.BYDAY !== undefined || by.BYMONTHDAY !== undefined || by.BYYEARDAY !== undefined) {
    return true
  }
  if (frequency === 'WEEKLY') return weekdayOf(day) === weekdayOf(start)
  if (frequency === 'MONTHLY') return date === startDate
  if (frequency !== 'YEARLY') return true
  return date === startDate && (by.BYMONTH !== undefined || month === startMonth)
}

function nextByTheBook(rule: Rule, start: number, until: number): number | undefined {
  for (let number = 0; ; number += rule.interval) {
    const days = periodDays(rule, start, number)
    if ((days[0] ?? until) > until) return undefined
    const set = days.filter((day) => isInSet(rule, start, day))
    const picked = rule.by.BYSETPOS?.map((position) =>
      set.at(Number(position) - (Number(position) > 0 ? 1 : 0)),
    )
    const found = (picked ?? set).filter((day) => day !== undefined && day > start)
    if (found.length > 0) return Math.min(...(found as number[]))
  }
}

/** Numbers that are the same in every run (a linear congruential generator). */
function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function madeUp(random: (below: number) => number): string {
  const some = (count: number, make: () => string) =>
    Array.from({ length: 1 + random(count) }, make).join(',')
  const signed = (max: number) => `${random(3) === 0 ? '-' : ''}${1 + random(max)}`
  const frequency = (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const)[random(4)] ?? 'DAILY'
  const parts = [`FREQ=${frequency}`, `INTERVAL=${1 + random(4)}`]
  const isNumbered = random(3) === 0 && (frequency === 'MONTHLY' || frequency === 'YEARLY')
  if (random(3) === 0) parts.push(`BYMONTH=${some(4, () => `${1 + random(12)}`)}`)
  if (random(2) === 0) {
    const number = () => (isNumbered ? signed(frequency === 'MONTHLY' ? 5 : 52) : '')
    parts.push(`BYDAY=${some(4, () => `${number()}${WEEKDAYS[random(7)] ?? 'MO'}`)}`)
  }
  if (random(2) === 0 && !isNumbered && frequency !== 'WEEKLY') {
    parts.push(`BYMONTHDAY=${some(4, () => signed(31))}`)
  }
  if (random(4) === 0 && frequency === 'YEARLY') {
    parts.push(`BYWEEKNO=${some(4, () => signed(53))}`)
  }
  if (random(3) === 0 && frequency === 'YEARLY') {
    parts.push(`BYYEARDAY=${some(4, () => signed(366))}`)
  }
  if (random(3) === 0 && parts.length > 2) parts.push(`BYSETPOS=${some(2, () => signed(4))}`)
  if (random(3) === 0) parts.push(`WKST=${WEEKDAYS[random(7)] ?? 'MO'}`)
  return parts.join(';')
}

function readOrNothing(text: string): Rule | undefined {
  try {
    return parseRule(text)
  } catch {
    return undefined
  }
}

describe('a rule made up at random', () => {
  it('brings the days that the book does', () => {
    const random = randomFrom(5545)
    const wrong: string[] = []
    let compared = 0
    for (let run = 0; run < 800; run++) {
      const text = madeUp(random)
      const start = addDays('2023-01-01', random(2_000)) ?? ''
      const rule = readOrNothing(text)
      if (rule === undefined) continue
      compared++
      let at = start
      for (let step = 0; step < 4; step++) {
        const book = nextByTheBook(rule, toDay(at), toDay(at) + 4_000)
        const told = nextMoment(rule, `${at}T09:00:00`, '')?.slice(0, 10)
        const expected = book === undefined ? undefined : toText(book)
        // What the book does not find within ten years may still come.
        if (expected !== undefined || (told !== undefined && toDay(told) < toDay(at) + 3_500)) {
          if (told !== expected) wrong.push(`${text} after ${at}: ${told}, and not ${expected}`)
        }
        if (told === undefined) break
        at = told
      }
    }
    expect(compared).toBeGreaterThan(500)
    expect(wrong).toEqual([])
  })
})
