import {
  localeFrom,
  themeCookie,
  themeFrom,
  timeZoneCookie,
  timeZoneFrom,
} from '#lib/client/preferences.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ cookies, locals, request }) => ({
  user: locals.user,
  theme: themeFrom(cookies.get(themeCookie)),
  viewer: {
    timeZone: timeZoneFrom(cookies.get(timeZoneCookie)),
    locale: localeFrom(request.headers.get('accept-language')),
  },
})
