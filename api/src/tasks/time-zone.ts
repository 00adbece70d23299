/** Between moments and the clock on the wall of a time zone. */

const clocks = new Map<string, Intl.DateTimeFormat>()
const MAX_CLOCKS = 100

/**
 * What the clock shows in `timeZone` (an IANA name) at a moment, in milliseconds since 1970:
 * `YYYY-MM-DDTHH:mm:ss`.
 */
export function wallClockAt(moment: number, timeZone: string): string {
  const parts = clockOf(timeZone).formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? ''
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
  return `${date}T${part('hour')}:${part('minute')}:${part('second')}`
}

/**
 * The moment at which the clock in `timeZone` shows this, in milliseconds since 1970. Of a time that
 * it shows twice, the first; one that it leaves out counts on from before the gap, as RFC 5545
 * §3.3.5 has it.
 */
export function momentOf(wallClock: string, timeZone: string): number {
  const asUtc = Date.parse(`${wallClock}Z`)
  // An offset changes at most once within a day; one of these two held just before.
  const before = offsetAt(asUtc - MS_PER_DAY, timeZone)
  const after = offsetAt(asUtc + MS_PER_DAY, timeZone)
  const [first, second] = [asUtc - before, asUtc - after]
  if (first + offsetAt(first, timeZone) === asUtc) return first
  return second + offsetAt(second, timeZone) === asUtc ? second : first
}

const MS_PER_DAY = 86_400_000

function offsetAt(moment: number, timeZone: string): number {
  return Date.parse(`${wallClockAt(moment, timeZone)}Z`) - Math.floor(moment / 1000) * 1000
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  // Making one costs some hundred times what asking it does; the oldest goes when there are many.
  const [oldest] = clocks.keys()
  if (clocks.size >= MAX_CLOCKS && oldest !== undefined) clocks.delete(oldest)
  clocks.set(timeZone, clock)
  return clock
}
