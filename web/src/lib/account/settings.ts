// What a person can set about their account's looks, and what of it a form may say.
import { themes, type Theme } from '../client/preferences.ts'

/** The day a week begins with, counted as JavaScript counts them: 0 is Sunday. */
export type WeekStart = 0 | 1 | 6

/** Null leaves the matter to the browser: its clock, its language, its colours. */
export type Settings = {
  /** Up to three characters for the round picture; null takes them from the name. */
  initials: string | null
  /** An IANA zone. */
  timeZone: string | null
  weekStart: WeekStart | null
  /** How dates and numbers are written; the words around them are English. */
  locale: string | null
  theme: Theme | null
}

export const noSettings: Settings = {
  initials: null,
  timeZone: null,
  weekStart: null,
  locale: null,
  theme: null,
}

export const weekStarts: readonly { day: WeekStart; name: string }[] = [
  { day: 1, name: 'Monday' },
  { day: 0, name: 'Sunday' },
  { day: 6, name: 'Saturday' },
]

/**
 * Left out are the languages written from right to left, and those whose digits are others by
 * default: within the English sentences of the app their dates would stand in the wrong order.
 */
export const locales = [
  'en-GB',
  'en-US',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-ZA',
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'el-GR',
  'es-ES',
  'es-MX',
  'fi-FI',
  'fr-CA',
  'fr-FR',
  'hu-HU',
  'id-ID',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'vi-VN',
  'zh-CN',
] as const

export function weekStartFrom(value: unknown): WeekStart | null {
  return weekStarts.find(({ day }) => day === value)?.day ?? null
}

export function localeSettingFrom(value: unknown): string | null {
  return locales.find((locale) => locale === value) ?? null
}

export function themeSettingFrom(value: unknown): Theme | null {
  return themes.find((theme) => theme === value) ?? null
}

/** The zone as it is written in the list, however it was typed; null when there is none. */
export function zoneFrom(typed: string): string | null {
  const wanted = typed.trim().replaceAll(' ', '_').toLowerCase()
  const listed = zones().find((zone) => zone.toLowerCase() === wanted)
  if (listed !== undefined) return listed
  // Older names are links to the listed ones. Offsets such as +02:00 know no summer time.
  if (!/^[a-z]/.test(wanted)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

export const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]
