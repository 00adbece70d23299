import ICAL from 'ical.js'
import { isCalendarDay } from '../../tasks/calendar-day.ts'
import { momentOf } from '../../tasks/time-zone.ts'
import { isWallClock, toZoned } from '../when.ts'
import type { Due } from '../../tasks/due.ts'
import { ianaZone } from '../zone.ts'
import type { Component } from './lines.ts'

/** A time of a file: a day, a time on the wall, or one in a zone. */
export type When = Due

/** What a time is read with. */
export interface ZoneSource {
  /** The VTIMEZONE components of the calendar, by TZID. */
  readonly zones: ReadonlyMap<string, ICAL.Timezone | undefined>
  readonly timeZone: string
  readonly warn: (detail: string) => void
}

// What time zones need; anything else could take the iterator for a walk.
const PLAIN_RULE =
  /^RRULE:FREQ=YEARLY(?:;(?:BYMONTH=(?:[1-9]|1[0-2])|BYDAY=[+-]?[1-5]?[A-Z]{2}|UNTIL=\d{8}T\d{6}Z?|INTERVAL=1|WKST=[A-Z]{2})){0,5}$/i
const MAX_LINES = 500

/** Zones that a calendar describes itself, for those whose name says nothing. */
export function readZones(
  components: readonly Component[],
): Map<string, ICAL.Timezone | undefined> {
  const zones = new Map<string, ICAL.Timezone | undefined>()
  for (const { name, lines } of components) {
    if (name !== 'VTIMEZONE' || zones.size >= 100) continue
    const tzid = lineOf(lines, 'TZID')
    if (tzid === undefined) continue
    const location = lineOf(lines, 'X-LIC-LOCATION')
    const known = location === undefined ? undefined : ianaZone(location)
    zones.set(tzid, describedBy(lines, known))
  }
  return zones
}

function lineOf(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((one) => one.toUpperCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}

function describedBy(
  lines: readonly string[],
  known: string | undefined,
): ICAL.Timezone | undefined {
  const isPlain =
    lines.length <= MAX_LINES &&
    lines.every((line) => !/^(?:RRULE|EXRULE)/i.test(line) || PLAIN_RULE.test(line))
  if (!isPlain) return undefined
  try {
    const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[])
    return new ICAL.Timezone({ component, tzid: known ?? '' })
  } catch {
    return undefined
  }
}

/**
 * A value of DATE or DATE-TIME, as jCal has it (RFC 7265 §3.6), with its TZID as one of the three
 * shapes of due; null when the calendar has no such day.
 */
export function readWhen(text: string, tzid: string | undefined, source: ZoneSource): When | null {
  const dateTime = text.slice(0, 19)
  if (isCalendarDay(text)) return { kind: 'date', date: text }
  if (!isWallClock(dateTime)) {
    source.warn('One of its times is not in the calendar, and was left out.')
    return null
  }
  if (text.endsWith('Z')) return toZoned(Date.parse(`${dateTime}Z`), source.timeZone)
  if (tzid === undefined) return { kind: 'floating', dateTime }
  const zone = source.zones.get(tzid)
  const name = ianaZone(tzid) ?? (zone === undefined ? undefined : ianaZone(zone.tzid))
  if (name !== undefined) return { kind: 'zoned', dateTime, timeZone: name }
  if (zone === undefined) {
    source.warn('Its time zone is not known: the time is kept, without a zone.')
    return { kind: 'floating', dateTime }
  }
  source.warn('Its time zone has no known name: the moment is kept, in your zone.')
  const local = ICAL.Time.fromDateTimeString(dateTime)
  local.zone = zone
  return toZoned(local.toUnixTime() * 1000, source.timeZone)
}

/** The values of a property as the file has them: the library would make another day of a wrong one. */
export function rawValues(property: ICAL.Property): string[] {
  return (property.jCal as unknown[]).slice(3).map(String)
}

/** The moment of a time; undefined for a day and for a time on the wall, which have none. */
export function momentOfWhen(when: When): number | undefined {
  return when.kind === 'zoned' ? momentOf(when.dateTime, when.timeZone) : undefined
}
