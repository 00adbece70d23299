/** String formats that contracts name and ajv-formats does not know. */

export const moreFormats: Record<string, (text: string) => boolean> = {
  /** RFC 3339 without an offset, as the OpenAPI format registry has it. */
  'date-time-local': (text) => {
    const [, day] = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.exec(text) ?? []
    return day !== undefined && isCalendarDay(day)
  },
  /** A name of the IANA time zone database. */
  'iana-time-zone': (text) => {
    const isZone = zones.get(text) ?? isTimeZone(text)
    zones.set(text, isZone)
    return isZone
  },
  /** The value of an RRULE (RFC 5545 §3.3.10), of which only whether it names its frequency. */
  rrule: (text) => /(?:^|;)FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/.test(text),
}

/** The engine takes long to look one up. */
const zones = new Map<string, boolean>()

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    // Offsets are taken by the engine and are no names.
    return /^[A-Za-z]/.test(text)
  } catch {
    return false
  }
}

function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
