// Brings the auth database up to date: node scripts/migrate.ts. Safe to run at any time, by many.
import { migrate } from './migrations.ts'

try {
  const url = process.env['AUTH_DATABASE_MIGRATION_URL'] ?? ''
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error('AUTH_DATABASE_MIGRATION_URL must be a postgres:// URL')
  }
  const role = process.env['WEB_ROLE'] || 'holdfast_web'
  const applied = await migrate({ url, role, log: console.log })
  console.log(applied === 0 ? 'auth database: up to date' : `auth database: ${String(applied)} new`)
} catch (error) {
  console.error(`auth database: ${error instanceof Error ? error.message : 'migration failed'}`)
  process.exitCode = 1
}
