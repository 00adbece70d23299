import { error, fail } from '@sveltejs/kit'
import { locales, themeSettingFrom, zones } from '#lib/account/settings.ts'
import { record } from '#lib/server/account/record.ts'
import { readSettings, saveProfile, saveSettings } from '#lib/server/account/settings.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { requireUser } from '#lib/server/guard.ts'
import { formatInstant } from '#lib/tasks/due.ts'
import { profileOf } from './profile-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const { viewer } = await event.parent()
  return {
    // Not the ones the layout falls back to when it can not read them: saving would undo the real.
    settings: await readSettings(getDatabase(), user.id),
    zones: zones(),
    locales: locales.map((locale) => ({ value: locale, text: nameOf(locale, viewer.timeZone) })),
  }
}

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** "German (Germany): 21. Nov. 2026, 14:30" */
function nameOf(locale: string, timeZone: string): string {
  const example = formatInstant(new Date().toISOString(), { locale, timeZone })
  return `${languages.of(locale) ?? locale}: ${example}`
}

export const actions: Actions = {
  save: async (event) => {
    const user = requireUser(event)
    const { typed, name, settings, errors } = profileOf(await event.request.formData())
    if (name === null || Object.keys(errors).length > 0) return fail(400, { typed, errors })
    const renamed = await saveProfile(getDatabase(), user.id, { name, settings })
    event.locals.user = { ...user, name }
    if (renamed) await record(event, 'name-changed')
    return { saved: true }
  },
  /** The theme alone, as the menu sends it. */
  theme: async (event) => {
    const user = requireUser(event)
    const theme = themeSettingFrom((await event.request.formData()).get('theme'))
    if (theme === null) error(400, 'There is no such theme.')
    await saveSettings(getDatabase(), user.id, { theme })
    return { saved: true }
  },
}
