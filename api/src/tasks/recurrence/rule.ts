/** A recurrence rule (RFC 5545 §3.3.10) as text and as the parts that this service works with. */

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export interface Rule {
  readonly frequency: Frequency
  /** 1 to 999 */
  readonly interval: number
  /** 1 to 999: the occurrence that the task is at, and those after it. */
  readonly count: number | undefined
  readonly until: Until | undefined
  /** The lists as they stand in the text, each without a repeated entry. */
  readonly by: { readonly [Part in ListPart]?: readonly string[] }
  readonly weekStart: Weekday
}

/** A day, a wall-clock moment or a moment in UTC; `at` is `YYYY-MM-DDTHH:mm:ss`. */
export interface Until {
  readonly kind: 'day' | 'local' | 'utc'
  readonly at: string
}

export type ListPart = 'BYMONTH' | 'BYMONTHDAY' | 'BYYEARDAY' | 'BYWEEKNO' | 'BYDAY' | 'BYSETPOS'

/** The rule as text again, without what ends it: COUNT and UNTIL are counted and compared here. */
export function endlessText({ frequency, interval, by, weekStart }: Rule): string {
  const lists = Object.entries(by).map(([part, values]) => `${part}=${values.join(',')}`)
  return [`FREQ=${frequency}`, `INTERVAL=${interval}`, ...lists, `WKST=${weekStart}`].join(';')
}

/** The text with another COUNT; everything else as it was typed. */
export function withCount(text: string, count: number): string {
  return text.replace(/(^|;)COUNT=\d+/, `$1COUNT=${count}`)
}
