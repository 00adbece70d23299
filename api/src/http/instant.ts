/**
 * PostgreSQL's text in UTC, `2026-11-20 08:15:30.123+00`, as RFC 3339 with milliseconds: it leaves
 * out zeros at the end, and then texts would not sort like times.
 */
export function toInstant(timestamp: string): string {
  const time = timestamp.slice(11, -3)
  const padded =
    time.length === 12 ? time : `${time}${time.length === 8 ? '.' : ''}`.padEnd(12, '0')
  return `${timestamp.slice(0, 10)}T${padded}Z`
}
