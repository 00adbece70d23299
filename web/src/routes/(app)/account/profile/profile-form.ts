// What the profile's form says: judged field by field, with what was typed for the answer.
import { acceptableName, nameLength } from '#lib/account-rules.ts'
import { charactersOf, initialsLength } from '#lib/account/avatar.ts'
import {
  localeSettingFrom,
  themeSettingFrom,
  weekStartFrom,
  zoneFrom,
  type Settings,
} from '#lib/account/settings.ts'

type ProfileErrors = { name?: string; initials?: string; timeZone?: string }

type Profile = {
  typed: Record<'name' | 'initials' | 'timeZone', string>
  /** Null when it can not be one. */
  name: string | null
  settings: Settings
  errors: ProfileErrors
}

export function profileOf(form: FormData): Profile {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const typed = { name: text('name'), initials: text('initials'), timeZone: text('timeZone') }
  const name = acceptableName(typed.name)
  const initials = initialsFrom(typed.initials)
  const timeZone = typed.timeZone === '' ? null : zoneFrom(typed.timeZone)
  const weekStart = text('weekStart')
  const errors: ProfileErrors = {}
  if (name === null) {
    errors.name =
      typed.name === ''
        ? 'Enter your name.'
        : `Use at most ${nameLength.max} characters, and only letters and signs.`
  }
  if (initials === undefined) errors.initials = `Use at most ${initialsLength.max} characters.`
  if (timeZone === null && typed.timeZone !== '') {
    errors.timeZone = 'Choose a time zone from the list, such as Europe/Berlin.'
  }
  const settings = {
    initials: initials ?? null,
    timeZone,
    weekStart: weekStart === '' ? null : weekStartFrom(Number(weekStart)),
    locale: localeSettingFrom(text('locale')),
    theme: themeSettingFrom(text('theme')),
  }
  return { typed, name, settings, errors }
}

/** A character may be built from many, so their number is limited, too. */
const longestInitials = 32

/** @returns null for none, undefined for what can not be shown in a circle */
function initialsFrom(typed: string): string | null | undefined {
  if (typed === '') return null
  const initials = typed.normalize('NFC')
  if (initials.length > longestInitials || /[\p{Cc}\s]/u.test(initials)) return undefined
  return charactersOf(initials).length > initialsLength.max ? undefined : initials
}
