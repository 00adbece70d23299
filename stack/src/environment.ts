// Environment variables on their way in (.env) and on their way out (what each service may see).
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Environment, StackConfig } from './config.ts'
import { inRoot } from './paths.ts'

/** Every variable Holdfast gives a meaning to, wherever it is read. */
export const ownVariables: readonly string[] = [
  'API_HOST',
  'API_PORT',
  'API_ROLE',
  'API_URL',
  'AUTH_ATTEMPTS_PER_MINUTE',
  'AUTH_DATABASE_MIGRATION_URL',
  'AUTH_DATABASE_POOL_SIZE',
  'AUTH_DATABASE_STATEMENT_TIMEOUT_MS',
  'AUTH_DATABASE_URL',
  'AUTH_MODE',
  'BETTER_AUTH_SECRET',
  'BETTER_AUTH_SECRETS',
  'CLIENT_ADDRESS_HEADER',
  'CORS_ORIGINS',
  'DATABASE_LOCK_TIMEOUT_MS',
  'DATABASE_MIGRATION_URL',
  'DATABASE_POOL_SIZE',
  'DATABASE_POOL_WAIT_MS',
  'DATABASE_PREPARE',
  'DATABASE_STATEMENT_TIMEOUT_MS',
  'DATABASE_URL',
  'EVENTS_HEARTBEAT_SECONDS',
  'HISTORY_DAYS',
  'HOLDFAST_DATA_DIR',
  'JWKS_COOLDOWN_SECONDS',
  'JWKS_REFRESH_SECONDS',
  'JWKS_STALE_SECONDS',
  'JWKS_URL',
  'JWT_AUDIENCE',
  'JWT_ISSUER',
  'LOG_LEVEL',
  'MAIL_FROM',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_NAME',
  'PASSWORD_RANGE_URL',
  'POSTGRES_PORT',
  'PUBLIC_URL',
  'REQUESTS_PER_MINUTE',
  'QUOTA_TASKS',
  'QUOTA_LISTS',
  'QUOTA_SECTIONS',
  'QUOTA_LABELS',
  'QUOTA_TEXT_BYTES',
  'RUNTIME',
  'SIGNING_KEY_AHEAD_SECONDS',
  'SIGNING_KEY_KEPT_SECONDS',
  'SIGNING_KEY_ROTATION_SECONDS',
  'SMTP_URL',
  'TOMBSTONE_DAYS',
  'TRASH_DAYS',
  'UPKEEP_SECONDS',
  'WEB_HOST',
  'WEB_PORT',
  'WEB_ROLE',
]

/** What no process gets unless it is handed over by name. */
const guarded = [
  'AUTH_DATABASE_MIGRATION_URL',
  'AUTH_DATABASE_URL',
  'BETTER_AUTH_SECRET',
  'BETTER_AUTH_SECRETS',
  'DATABASE_MIGRATION_URL',
  'DATABASE_URL',
  'HISTORY_DAYS',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'TOMBSTONE_DAYS',
  'TRASH_DAYS',
  'UPKEEP_SECONDS',
]

/** The `.env` file of the checkout under the real environment, which wins. */
export function withEnvFile(env: Environment, file: string = inRoot('.env')): Environment {
  return { ...readEnvFile(file), ...env }
}

function readEnvFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

/** The environment without the variables that hold a secret or a database. */
export function withoutSecrets(env: Environment): Environment {
  return without(env, guarded)
}

/** The environment as if none of Holdfast's variables were set: tests start from this. */
export function withoutOwnVariables(env: Environment): Environment {
  return without(env, ownVariables)
}

function without(env: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))
}

export interface ServiceAccess {
  readonly databaseUrl: string
  /** `BETTER_AUTH_SECRET`, `BETTER_AUTH_SECRETS` or both. */
  readonly secrets: Environment
}

/** What the api process sees: its own database, and no secret of web's in jwks mode. */
export function apiEnvironment(
  env: Environment,
  config: StackConfig,
  given: ServiceAccess,
): Environment {
  return {
    ...withoutSecrets(env),
    API_HOST: config.api.host,
    API_PORT: String(config.api.port),
    DATABASE_URL: given.databaseUrl,
    AUTH_MODE: config.authMode,
    JWT_ISSUER: env['JWT_ISSUER'] || config.publicUrl,
    JWT_AUDIENCE: env['JWT_AUDIENCE'] || 'holdfast-api',
    ...(config.authMode === 'shared-secret'
      ? given.secrets
      : // Straight to web on this machine: the public origin may not be reachable from here.
        { JWKS_URL: env['JWKS_URL'] || `${localUrl(config.web)}/api/auth/jwks` }),
  }
}

/** What the web process sees: the auth database and the secret, never the tasks database. */
export function webEnvironment(
  env: Environment,
  config: StackConfig,
  given: ServiceAccess,
): Environment {
  return {
    ...withoutSecrets(env),
    WEB_HOST: config.web.host,
    WEB_PORT: String(config.web.port),
    PUBLIC_URL: config.publicUrl,
    AUTH_DATABASE_URL: given.databaseUrl,
    ...given.secrets,
    SMTP_URL: env['SMTP_URL'],
    OIDC_CLIENT_SECRET: env['OIDC_CLIENT_SECRET'],
    API_URL: env['API_URL'] || localUrl(config.api),
    AUTH_MODE: config.authMode,
    JWT_AUDIENCE: env['JWT_AUDIENCE'] || 'holdfast-api',
  }
}

/** The URL under which this machine reaches a service that listens on `host`. */
export function localUrl(service: { host: string; port: number }): string {
  const host = ['0.0.0.0', '::', '*'].includes(service.host) ? '127.0.0.1' : service.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(service.port)}`
}
