// Each service migrates its own database; here its command line is run.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Environment } from './config.ts'
import { withoutSecrets } from './environment.ts'
import { inRoot, root } from './paths.ts'
import type { DatabaseAccess } from './postgres/external.ts'
import { SetupError } from './setup-error.ts'

export async function migrateTasks(
  env: Environment,
  access: DatabaseAccess,
  signal: AbortSignal,
  apiFolder = inRoot('api'),
): Promise<void> {
  const own = { DATABASE_MIGRATION_URL: access.migrationUrl, API_ROLE: access.serviceRole }
  await migrate(join(apiFolder, 'scripts/migrate.ts'), { ...withoutSecrets(env), ...own }, signal)
}

export async function migrateAuth(
  env: Environment,
  access: DatabaseAccess,
  signal: AbortSignal,
): Promise<void> {
  const own = { AUTH_DATABASE_MIGRATION_URL: access.migrationUrl, WEB_ROLE: access.serviceRole }
  await migrate(inRoot('web/scripts/migrate.ts'), { ...withoutSecrets(env), ...own }, signal)
}

async function migrate(script: string, env: Environment, signal: AbortSignal): Promise<void> {
  const options = { cwd: root, env: { ...env }, signal }
  try {
    await promisify(execFile)(process.execPath, [script], options)
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new SetupError([`The migration ${script} failed:`], {
      cause: error,
      details: said.split('\n').slice(-15),
    })
  }
}
