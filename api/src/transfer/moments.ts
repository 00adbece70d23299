/** Between RFC 3339 with milliseconds in UTC and what PostgreSQL sends: `2026-11-20 08:15:30.1+00`. */
export function fromColumn(timestamp: string): string {
  const [time = '', fraction = ''] = timestamp.slice(11, -3).split('.')
  return `${timestamp.slice(0, 10)}T${time}.${fraction.padEnd(3, '0')}Z`
}

export function toColumn(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, -1)}+00`
}
