// The stack's settings: the only reader of its environment variables.
import { resolve } from 'node:path'
import { root } from './paths.ts'
import { SetupError } from './setup-error.ts'

export type Runtime = 'node' | 'bun' | 'deno'
export const runtimes: readonly Runtime[] = ['node', 'bun', 'deno']

export type Environment = Readonly<Record<string, string | undefined>>

/** Where one of the two databases lives: nothing given means the embedded PostgreSQL. */
export interface DatabaseChoice {
  /** `DATABASE_URL` or `AUTH_DATABASE_URL`. */
  readonly url: string | undefined
  /** `DATABASE_MIGRATION_URL` or `AUTH_DATABASE_MIGRATION_URL`. */
  readonly migrationUrl: string | undefined
}

export interface StackConfig {
  readonly dataDir: string
  readonly runtime: Runtime
  readonly postgresPort: number
  readonly api: { readonly host: string; readonly port: number }
  readonly web: { readonly host: string; readonly port: number }
  /** The origin people open; also the issuer of the tokens. No trailing slash. */
  readonly publicUrl: string
  readonly authMode: 'jwks' | 'shared-secret'
  readonly tasks: DatabaseChoice
  readonly auth: DatabaseChoice
  /** `undefined` when the data directory keeps a generated one. */
  readonly betterAuthSecret: string | undefined
  /** `2:new,1:old`, handed on as it is: the services judge it. */
  readonly betterAuthSecrets: string | undefined
}

/** @throws SetupError naming every variable with a bad value, never the value itself. */
export function loadConfig(env: Environment): StackConfig {
  const problems: string[] = []
  const read = reader(env, problems)
  const webPort = read.port('WEB_PORT', 3000)
  const config: StackConfig = {
    dataDir: resolve(root, read.text('HOLDFAST_DATA_DIR') ?? '.holdfast'),
    runtime: read.oneOf('RUNTIME', runtimes, 'node'),
    postgresPort: read.port('POSTGRES_PORT', 54329),
    api: { host: read.text('API_HOST') ?? '127.0.0.1', port: read.port('API_PORT', 3001) },
    web: { host: read.text('WEB_HOST') ?? '127.0.0.1', port: webPort },
    publicUrl: read.origin('PUBLIC_URL', `http://localhost:${String(webPort)}`),
    authMode: read.oneOf('AUTH_MODE', ['jwks', 'shared-secret'], 'jwks'),
    tasks: read.database('DATABASE_URL', 'DATABASE_MIGRATION_URL'),
    auth: read.database('AUTH_DATABASE_URL', 'AUTH_DATABASE_MIGRATION_URL'),
    betterAuthSecret: read.text('BETTER_AUTH_SECRET'),
    betterAuthSecrets: read.text('BETTER_AUTH_SECRETS'),
  }
  if (config.betterAuthSecret !== undefined && Buffer.byteLength(config.betterAuthSecret) < 32) {
    problems.push('BETTER_AUTH_SECRET is shorter than 32 bytes. Fix: openssl rand -base64 32')
  }
  if (problems.length > 0) throw new SetupError(problems)
  return config
}

function reader(env: Environment, problems: string[]) {
  // An empty value means "not set": that is what `NAME=` in a .env file stands for.
  const text = (name: string): string | undefined => env[name]?.trim() || undefined

  function port(name: string, fallback: number): number {
    const value = text(name) ?? String(fallback)
    if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535) {
      return Number(value)
    }
    problems.push(`${name} is not a port. Fix: a number from 1 to 65535`)
    return fallback
  }

  function oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = text(name)
    const found = value === undefined ? fallback : values.find((candidate) => candidate === value)
    if (found === undefined) problems.push(`${name} is unknown. Fix: one of ${values.join(', ')}`)
    return found ?? fallback
  }

  function origin(name: string, fallback: string): string {
    const value = text(name) ?? fallback
    if (URL.canParse(value) && /^https?:\/\//.test(value) && new URL(value).origin === value) {
      return value
    }
    problems.push(
      `${name} is not an origin. Fix: like https://tasks.example.org, no trailing slash`,
    )
    return fallback
  }

  function database(name: string, migrationName: string): DatabaseChoice {
    for (const variable of [name, migrationName]) {
      const value = text(variable)
      if (value !== undefined && !isPostgresUrl(value)) {
        problems.push(`${variable} is not a PostgreSQL URL. Fix: postgres://user:pass@host:5432/db`)
      }
    }
    if (text(migrationName) !== undefined && text(name) === undefined) {
      problems.push(`${migrationName} is set without ${name}. Fix: set both, or neither`)
    }
    return { url: usable(text(name)), migrationUrl: usable(text(migrationName)) }
  }

  return { text, port, oneOf, origin, database }
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value) && new URL(value).username !== ''
}

/** Hosted databases put libpq's `channel_binding` into their URLs; the driver would pass it on. */
function usable(value: string | undefined): string | undefined {
  if (value === undefined || !URL.canParse(value)) return value
  const url = new URL(value)
  if (!url.searchParams.has('channel_binding')) return value
  url.searchParams.delete('channel_binding')
  return url.href
}
