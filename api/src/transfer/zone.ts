import { findIana } from 'windows-iana'
import { isTimeZone } from './when.ts'

/** The time zone database's name for what a file calls a zone: its own, a path to it, or Windows'. */
export function ianaZone(name: string): string | undefined {
  const given = name.slice(0, 200).replace(/^["']|["']$/g, '')
  if (isTimeZone(given)) return given
  const known: string | undefined = findIana(given)[0]
  if (known !== undefined && isTimeZone(known)) return known
  // Some write a path of their own before it: /example.org/20250101_1/Europe/Berlin.
  const parts = given.split('/').slice(-3)
  for (let from = 0; from < parts.length; from++) {
    const end = parts.slice(from).join('/')
    if (end.includes('/') && isTimeZone(end)) return end
  }
  return undefined
}
