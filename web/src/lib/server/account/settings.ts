// A person's settings: one row, read with one query, written as a whole or by the part that changed.
import { eq } from 'drizzle-orm'
import {
  localeSettingFrom,
  noSettings,
  themeSettingFrom,
  weekStartFrom,
  zoneFrom,
  type Settings,
} from '../../account/settings.ts'
import { userSettings } from '../db/account-tables.ts'
import type { AuthDatabase } from '../db/open.ts'
import { user } from '../db/schema.ts'

export async function readSettings(db: AuthDatabase, userId: string): Promise<Settings> {
  const [row] = await db.select().from(userSettings).where(eq(userSettings.userId, userId))
  if (!row) return noSettings
  return {
    initials: row.initials,
    // Another version of the runtime may know fewer zones and locales than the one that wrote it.
    timeZone: row.timeZone === null ? null : zoneFrom(row.timeZone),
    weekStart: weekStartFrom(row.weekStart),
    locale: localeSettingFrom(row.locale),
    theme: themeSettingFrom(row.theme),
  }
}

/** Changes the named settings and leaves the others. */
export async function saveSettings(
  db: Pick<AuthDatabase, 'insert'>,
  userId: string,
  changes: Partial<Settings>,
): Promise<void> {
  const set = { ...changes, updatedAt: new Date() }
  await db
    .insert(userSettings)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: userSettings.userId, set })
}

/** @returns whether the name is another one now */
export async function saveProfile(
  db: AuthDatabase,
  userId: string,
  { name, settings }: { name: string; settings: Settings },
): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const [before] = await transaction
      .select({ name: user.name })
      .from(user)
      .where(eq(user.id, userId))
      .for('update')
    const renamed = before !== undefined && before.name !== name
    if (renamed) {
      await transaction.update(user).set({ name, updatedAt: new Date() }).where(eq(user.id, userId))
    }
    await saveSettings(transaction, userId, settings)
    return renamed
  })
}
