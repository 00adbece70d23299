// `npm run rotate-keys [-- --leaked]`: web's own command for it, on the data that `npm start` uses.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { loadConfig } from './config.ts'
import { authDatabaseUrl } from './databases.ts'
import { webEnvironment, withEnvFile } from './environment.ts'
import { inRoot } from './paths.ts'
import { consoleReport } from './report.ts'
import { SecretStore } from './secrets.ts'
import { betterAuthSecrets } from './services.ts'
import { SetupError } from './setup-error.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    const env = withEnvFile(process.env)
    const config = loadConfig(env)
    const secrets = new SecretStore(join(config.dataDir, 'secrets.json'))
    if (config.auth.url === undefined && !secrets.has('role postgres')) {
      throw new SetupError([
        `There are no accounts in ${config.dataDir}. Fix: npm start makes them`,
      ])
    }
    const own = webEnvironment(env, config, {
      databaseUrl: await authDatabaseUrl(config, secrets),
      secrets: betterAuthSecrets({ config, data: { secrets } }),
    })
    const { status } = spawnSync(
      process.execPath,
      [inRoot('web/scripts/rotate-keys.ts'), ...args],
      {
        ...{ stdio: 'inherit', env: { ...own } },
      },
    )
    return status ?? 1
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    for (const line of error.lines) consoleReport().problem(line, [])
    return 1
  }
}
