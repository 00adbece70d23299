/** `node api/scripts/migrate.ts`: brings the tasks database up to date and exits. */
import { migrateDatabase } from '../src/db/migrate.ts'

const url = process.env['DATABASE_MIGRATION_URL']
const role = process.env['API_ROLE'] ?? 'holdfast_api'

if (url === undefined || url === '') {
  console.error(
    'DATABASE_MIGRATION_URL is missing: the PostgreSQL URL of the role that owns the schema',
  )
  process.exit(1)
}

try {
  await migrateDatabase(url, role)
} catch (error) {
  const { code, message } = (error instanceof Error ? (error.cause ?? error) : {}) as Partial<
    Error & { code: string }
  >
  console.error(`DATABASE_MIGRATION_URL: the migration failed (${code ?? message ?? 'unknown'})`)
  process.exit(1)
}
