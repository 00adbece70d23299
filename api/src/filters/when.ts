import type { Unit, When } from './filter.ts'

const NAMED: Readonly<Record<string, When>> = {
  now: { kind: 'now' },
  yesterday: { kind: 'relative', amount: -1, unit: 'd' },
  today: { kind: 'relative', amount: 0, unit: 'd' },
  tomorrow: { kind: 'relative', amount: 1, unit: 'd' },
}
const RELATIVE = /^([+-]?)(\d{1,4})([dwmy])$/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^(\d{4}-\d{2}-\d{2})t((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(z|[+-]\d{2}:\d{2})?$/
// As far as any clock on earth is from UTC, with room; PostgreSQL takes no more than this.
const OFFSET = /^(?:z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/** A day, a time or a relative word; undefined when it is none that the calendar has. */
export function readWhen(text: string): When | undefined {
  const plain = text.toLowerCase()
  if (Object.hasOwn(NAMED, plain)) return NAMED[plain]
  const [relative, sign, amount, unit] = RELATIVE.exec(plain) ?? []
  if (relative !== undefined) {
    // Not -0: it would be another value than the 0 of `today`.
    const signed = Number(amount) * (sign === '-' ? -1 : 1) || 0
    return { kind: 'relative', amount: signed, unit: signed === 0 ? 'd' : (unit as Unit) }
  }
  if (isDay(plain)) return { kind: 'day', day: plain }
  const [, day, time, offset] = TIME.exec(plain) ?? []
  if (day === undefined || time === undefined || !isDay(day)) return undefined
  const dateTime = `${day}T${time}`
  if (offset === undefined) return { kind: 'local', dateTime }
  return OFFSET.test(offset)
    ? { kind: 'instant', dateTime, offset: offset.toUpperCase() }
    : undefined
}

export function printWhen(when: When): string {
  switch (when.kind) {
    case 'now':
      return 'now'
    case 'day':
      return when.day
    case 'local':
      return when.dateTime
    case 'instant':
      return `${when.dateTime}${when.offset}`
    case 'relative':
      return printRelative(when.amount, when.unit)
  }
}

function printRelative(amount: number, unit: Unit): string {
  const name = unit === 'd' ? ['yesterday', 'today', 'tomorrow'][amount + 1] : undefined
  return name ?? `${amount < 0 ? '' : '+'}${amount}${unit}`
}

/** In the years 1 to 9999. */
function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year === 0) return false
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
