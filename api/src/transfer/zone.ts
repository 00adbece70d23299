import windows from 'windows-iana'
import { isTimeZone, toWallClock } from './when.ts'

/** The time zone database's name for what a file calls a zone: its own, a path to it, or Windows'. */
export function ianaZone(name: string): string | undefined {
  const given = name.slice(0, 200).replace(/^["']|["']$/g, '')
  if (isTimeZone(given)) return given
  const known: string | undefined = windows.findIana(given)[0]
  if (known !== undefined && isTimeZone(known)) return known
  // Some write a path of their own before it: /example.org/20250101_1/Europe/Berlin.
  const parts = given.split('/').slice(-3)
  for (let from = 0; from < parts.length; from++) {
    const end = parts.slice(from).join('/')
    if (end.includes('/') && isTimeZone(end)) return end
  }
  return undefined
}

/**
 * The moment at which the clock in `timeZone` shows this, in milliseconds since 1970; of a time that
 * it shows twice, the first.
 */
export function momentIn(wallClock: string, timeZone: string): number {
  const asUtc = Date.parse(`${wallClock}Z`)
  const offsetAt = (moment: number) => Date.parse(`${toWallClock(moment, timeZone)}Z`) - moment
  // An offset changes at most once within a day; one of these two held just before.
  const first = asUtc - offsetAt(asUtc - DAY_MS)
  const second = asUtc - offsetAt(asUtc + DAY_MS)
  if (first + offsetAt(first) === asUtc) return first
  return second + offsetAt(second) === asUtc ? second : first
}

const DAY_MS = 24 * 60 * 60 * 1000
