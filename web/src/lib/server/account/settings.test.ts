import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { noSettings, type Settings } from '../../account/settings.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { readSettings, saveProfile, saveSettings } from './settings.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
  await database.owner`insert into "user" (id, name, email) values ('ada', 'Ada', 'a@example.com')`
  await database.owner`insert into "user" (id, name, email) values ('eve', 'Eve', 'e@example.com')`
}, 120_000)

afterAll(() => database.stop())

const chosen: Settings = {
  initials: 'A',
  timeZone: 'Europe/Berlin',
  weekStart: 0,
  locale: 'de-DE',
  theme: 'dark',
}

describe('settings', () => {
  it('are left to the browser until somebody chooses', async () => {
    expect(await readSettings(database.db, 'ada')).toEqual(noSettings)
  })

  it("are kept as a whole with the name, and are nobody else's", async () => {
    const profile = { name: 'Ada Lovelace', settings: chosen }
    expect(await saveProfile(database.db, 'ada', profile)).toBe(true)
    expect(await saveProfile(database.db, 'ada', profile)).toBe(false)
    expect(await readSettings(database.db, 'ada')).toEqual(chosen)
    expect(await readSettings(database.db, 'eve')).toEqual(noSettings)
    const names = await database.owner`select name from "user" order by id`
    expect(names).toEqual([{ name: 'Ada Lovelace' }, { name: 'Eve' }])
  })

  it('change one by one without touching the others', async () => {
    await saveSettings(database.db, 'eve', { theme: 'light' })
    expect(await readSettings(database.db, 'eve')).toEqual({ ...noSettings, theme: 'light' })
    await saveSettings(database.db, 'eve', { timeZone: 'Asia/Tokyo' })
    await saveSettings(database.db, 'eve', { theme: 'dark' })
    const expected = { ...noSettings, theme: 'dark', timeZone: 'Asia/Tokyo' }
    expect(await readSettings(database.db, 'eve')).toEqual(expected)
  })

  it('that this version does not know count as none', async () => {
    await database.owner`
      insert into user_settings (user_id, time_zone, week_start, locale, theme)
      values ('ada', 'Mars/Olympus', 3, 'xx', 'sepia')
      on conflict (user_id) do update set time_zone = excluded.time_zone,
        week_start = excluded.week_start, locale = excluded.locale, theme = excluded.theme,
        initials = null`
    expect(await readSettings(database.db, 'ada')).toEqual(noSettings)
  })
})
