// How api and web are run, for people and while they are being written.
import type { Environment, StackConfig } from './config.ts'
import type { DataDirectory } from './data-directory.ts'
import type { OpenDatabases } from './databases.ts'
import { apiEnvironment, webEnvironment } from './environment.ts'
import { inRoot } from './paths.ts'
import { startService } from './process/service.ts'
import type { Service } from './process/service.ts'
import type { RuntimeCommand } from './runtimes.ts'

export interface ServicesOptions {
  readonly env: Environment
  readonly config: StackConfig
  readonly data: DataDirectory
  readonly databases: OpenDatabases
  readonly runtime: RuntimeCommand
  /** Restart on change, and web from its sources. */
  readonly watch: boolean
  readonly onLine: (service: string, line: string) => void
}

export function startApi(options: ServicesOptions): Service {
  const { config, data, runtime, watch } = options
  // `--watch` means the same to all three: right before the file for Node and Bun, an option of
  // `run` for Deno.
  const args = [...runtime.args, ...(watch ? ['--watch'] : []), inRoot('api/src/main.ts')]
  return startService({
    name: 'api',
    command: runtime.command,
    args,
    env: {
      ...mode(options),
      // vite answers for the first time when it has compiled; the api should not wait 10 s then.
      ...(watch ? { JWKS_COOLDOWN_SECONDS: '1' } : {}),
      ...apiEnvironment(options.env, config, {
        databaseUrl: options.databases.tasksUrl,
        secrets: betterAuthSecrets(options),
      }),
    },
    logFile: data.logFile('api'),
    onLine: (line) => {
      options.onLine('api', line)
    },
  })
}

export function startWeb(options: ServicesOptions): Service {
  const { config, data, watch } = options
  const { host, port } = config.web
  const vite = [inRoot('node_modules/vite/bin/vite.js'), 'dev', '--strictPort']
  return startService({
    name: 'web',
    command: process.execPath,
    args: watch ? [...vite, '--host', host, '--port', String(port)] : [inRoot('web/server.ts')],
    cwd: inRoot('web'),
    env: {
      ...mode(options),
      ...webEnvironment(options.env, config, {
        databaseUrl: options.databases.authUrl,
        secrets: betterAuthSecrets(options),
      }),
    },
    logFile: data.logFile('web'),
    onLine: (line) => {
      options.onLine('web', line)
    },
  })
}

function mode({ watch }: ServicesOptions): Environment {
  return { NODE_ENV: watch ? 'development' : 'production' }
}

/** What is configured; otherwise the one that the data directory keeps. */
export function betterAuthSecrets(options: {
  readonly config: StackConfig
  readonly data: Pick<DataDirectory, 'secrets'>
}): Environment {
  const { config, data } = options
  const { betterAuthSecret: one, betterAuthSecrets: several } = config
  if (several === undefined) {
    return { BETTER_AUTH_SECRET: one ?? data.secrets.get('BETTER_AUTH_SECRET') }
  }
  return { BETTER_AUTH_SECRETS: several, ...(one !== undefined && { BETTER_AUTH_SECRET: one }) }
}
