import { noSettings, type Settings } from '#lib/account/settings.ts'
import {
  localeFrom,
  themeCookie,
  themeFrom,
  timeZoneCookie,
  timeZoneFrom,
} from '#lib/client/preferences.ts'
import { readSettings } from '#lib/server/account/settings.ts'
import { getDatabase, getLogger } from '#lib/server/auth/instance.ts'
import { withDeadline } from '#lib/server/deadline.ts'
import { describeError } from '#lib/server/log.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ cookies, locals, request }) => {
  const { user } = locals
  const settings = user === null ? noSettings : await settingsOf(user.id)
  return {
    user,
    settings,
    theme: settings.theme ?? themeFrom(cookies.get(themeCookie)),
    viewer: {
      timeZone: settings.timeZone ?? timeZoneFrom(cookies.get(timeZoneCookie)),
      locale: settings.locale ?? localeFrom(request.headers.get('accept-language')),
      weekStart: settings.weekStart,
    },
  }
}

const TIMEOUT_MS = 2000

/** A page that looks as it would to a stranger is better than none. */
async function settingsOf(userId: string): Promise<Settings> {
  try {
    return await withDeadline(readSettings(getDatabase(), userId), TIMEOUT_MS)
  } catch (error) {
    getLogger().error('settings look-up failed', describeError(error))
    return noSettings
  }
}
