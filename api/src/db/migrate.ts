import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { toConnectionUrl } from './connection-url.ts'
import { fillSearch } from './search/fill.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
// Any number, as long as every migrator of this database uses the same one.
const LOCK = 4_846_721

/**
 * Brings the schema up to date as the role that owns it, and grants `role` (which must exist) what
 * the service needs and no more. Safe to run by several at once and to be killed: all pending
 * migrations are one transaction, under one advisory lock.
 */
export async function migrateDatabase(url: string, role: string): Promise<void> {
  const client = postgres(toConnectionUrl(url), { max: 1, onnotice: () => undefined })
  try {
    const db = drizzle({ client })
    await db.execute(sql`select pg_advisory_lock(${LOCK})`)
    await migrate(db, { migrationsFolder: FOLDER })
    await fillSearch(client)
    const [place] = await client<{ name: string }[]>`select current_database() as name`
    await db.execute(
      sql`grant connect on database ${sql.identifier(place?.name ?? '')} to ${sql.identifier(role)}`,
    )
    for (const grant of GRANTS) {
      await db.execute(sql`${sql.raw(grant)} to ${sql.identifier(role)}`)
    }
  } finally {
    await client.end({ timeout: 5 })
  }
}

const GRANTS = [
  'grant usage on schema public',
  `grant select, insert, update, delete on owners, tasks, lists, sections, labels, task_labels,
     settings, filters, calendars, task_search, task_words, changes, change_rows, tombstones,
     idempotency_keys`,
  'grant usage on schema auth',
  'grant select, insert, update, delete on auth.revocations',
  'grant usage on schema live',
  'grant select, insert, update, delete on live.watches',
  'grant select on auth.sealing_keys',
  'grant usage on schema upkeep',
  'grant select, insert, update, delete on upkeep.owners',
]
