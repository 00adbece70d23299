/** Between RFC 3339 with milliseconds in UTC and what PostgreSQL sends: `2026-11-20 08:15:30.1+00`. */
export function fromColumn(timestamp: string): string {
  const [time = '', fraction = ''] = timestamp.slice(11, -3).split('.')
  return `${timestamp.slice(0, 10)}T${time}.${fraction.padEnd(3, '0')}Z`
}

/**
 * To the letter as it will come back, without zeros at the end of the fraction: undo compares what a
 * change left with what is there.
 */
export function toColumn(instant: string): string {
  const [time = '', fraction = ''] = instant.slice(11, -1).split('.')
  const digits = fraction.replace(/0+$/, '')
  return `${instant.slice(0, 10)} ${time}${digits === '' ? '' : `.${digits}`}+00`
}
