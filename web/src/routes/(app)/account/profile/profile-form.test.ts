import { describe, expect, it } from 'vitest'
import { noSettings } from '../../../../lib/account/settings.ts'
import { profileOf } from './profile-form.ts'

const filled = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ name: 'Ada', ...fields })) form.set(name, value)
  return profileOf(form)
}

describe("the profile's form", () => {
  it('leaves to the browser what is left empty or not sent', () => {
    const empty = { initials: '', timeZone: ' ', weekStart: '', locale: '', theme: '' }
    for (const fields of [empty, {}]) {
      expect(filled(fields)).toMatchObject({ name: 'Ada', settings: noSettings, errors: {} })
    }
  })

  it('takes what is in the lists', () => {
    const fields = {
      initials: ' é☂ ',
      timeZone: 'europe/berlin',
      weekStart: '0',
      locale: 'de-DE',
      theme: 'dark',
    }
    expect(filled(fields).errors).toEqual({})
    expect(filled(fields).settings).toEqual({
      initials: 'é☂',
      timeZone: 'Europe/Berlin',
      weekStart: 0,
      locale: 'de-DE',
      theme: 'dark',
    })
  })

  it('takes nothing that is not', () => {
    const { settings, errors } = filled({ weekStart: '3', locale: 'tlh', theme: 'sepia' })
    expect({ settings, errors }).toEqual({ settings: noSettings, errors: {} })
  })

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['name', 'a\u0000b'],
    ['initials', 'ABCD'],
    ['initials', 'A B'],
    ['initials', 'a\u0000'],
    ['initials', `A${'\u0301'.repeat(40)}`],
    ['timeZone', 'Nowhere/Land'],
  ])('names the field and gives back what was typed: %s %j', (field, value) => {
    const { errors, typed } = filled({ [field]: value })
    expect(Object.keys(errors)).toEqual([field])
    expect(typed).toHaveProperty(field)
  })
})
