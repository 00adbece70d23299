// What a browser remembers for the first paint: the chosen theme and the time zone, as cookies.

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'holdfast-theme'
export const timeZoneCookie = 'holdfast-time-zone'

const yearSeconds = 31_536_000

export function themeFrom(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** The zone in the cookie if this runtime knows it; UTC until the browser has told its own. */
export function timeZoneFrom(value: string | undefined): string {
  if (value === undefined) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** The first accepted kind of English, because the words around the dates are English. */
export function localeFrom(acceptLanguage: string | null): string {
  const tag = /\ben(?:-[A-Za-z]{2})?\b/.exec(acceptLanguage ?? '')?.[0]
  return tag === undefined || tag === 'en' ? 'en-GB' : tag
}

export function remember(cookie: typeof themeCookie | typeof timeZoneCookie, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  const parts = `Path=/; Max-Age=${String(yearSeconds)}; SameSite=Lax${secure}`
  document.cookie = `${cookie}=${encodeURIComponent(value)}; ${parts}`
}
