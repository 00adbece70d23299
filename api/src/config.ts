/** The only reader of environment variables. */
import { MIN_SECRET_BYTES } from './auth/shared-secret.ts'
import { ConfigError } from './config-error.ts'
import type { Usage } from './db/write/usage.ts'

export type AuthConfig =
  | {
      readonly mode: 'jwks'
      readonly jwksUrl: URL
      readonly refreshMs: number
      readonly cooldownMs: number
      readonly staleMs: number
    }
  | {
      readonly mode: 'shared-secret'
      readonly secret: string
      /** Tokens of these count as well, while a secret is being replaced. */
      readonly olderSecrets: readonly string[]
    }

export interface Config {
  readonly host: string
  readonly port: number
  readonly issuer: string
  readonly audience: string
  readonly auth: AuthConfig
  readonly corsOrigins: readonly string[]
  /** Requests that one person may send. */
  readonly requestsPerMinute: number
  /** What one person may have, the trash included. */
  readonly quotas: Usage
  /** A stream says so often that it is there. */
  readonly heartbeatMs: number
  /** After how many days what is gone is forgotten. */
  readonly ages: {
    readonly trashDays: number
    readonly historyDays: number
    readonly tombstoneDays: number
  }
  /** How often what is too old is looked for. */
  readonly upkeepMs: number
  readonly logLevel: string
  readonly database: {
    readonly url: string
    readonly poolSize: number
    readonly poolWaitMs: number
    readonly statementTimeoutMs: number
    readonly lockTimeoutMs: number
    readonly prepare: boolean
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Throws {@link ConfigError} whose message names the variable, never its value. */
export function loadConfig(env: Environment): Config {
  return {
    host: optional(env, 'API_HOST') ?? '127.0.0.1',
    port: integer(env, 'API_PORT', { fallback: 3001, min: 0, max: 65_535 }),
    issuer: required(env, 'JWT_ISSUER', 'the exact iss of the tokens to accept'),
    audience: required(env, 'JWT_AUDIENCE', 'the aud that tokens for this service carry'),
    auth: loadAuth(env),
    corsOrigins: origins(env, 'CORS_ORIGINS'),
    requestsPerMinute: integer(env, 'REQUESTS_PER_MINUTE', {
      fallback: 3_000,
      min: 1,
      max: 1_000_000,
    }),
    quotas: loadQuotas(env),
    // Below the 30 seconds after which a silent connection is closed, here and by many proxies.
    heartbeatMs: 1000 * integer(env, 'EVENTS_HEARTBEAT_SECONDS', { fallback: 15, min: 1, max: 25 }),
    ages: {
      trashDays: days(env, 'TRASH_DAYS', 30),
      historyDays: days(env, 'HISTORY_DAYS', 365),
      tombstoneDays: days(env, 'TOMBSTONE_DAYS', 90),
    },
    upkeepMs: 1000 * integer(env, 'UPKEEP_SECONDS', { fallback: 600, min: 1, max: 86_400 }),
    logLevel: oneOf(env, 'LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent']),
    database: {
      url: databaseUrl(env, 'DATABASE_URL'),
      poolSize: integer(env, 'DATABASE_POOL_SIZE', { fallback: 10, min: 1, max: 500 }),
      poolWaitMs: integer(env, 'DATABASE_POOL_WAIT_MS', { fallback: 1_500, min: 1, max: 60_000 }),
      statementTimeoutMs: integer(env, 'DATABASE_STATEMENT_TIMEOUT_MS', {
        fallback: 3_000,
        min: 10,
        max: 600_000,
      }),
      lockTimeoutMs: integer(env, 'DATABASE_LOCK_TIMEOUT_MS', {
        fallback: 1_500,
        min: 10,
        max: 600_000,
      }),
      prepare: oneOf(env, 'DATABASE_PREPARE', ['true', 'false']) === 'true',
    },
  }
}

function loadAuth(env: Environment): AuthConfig {
  if (oneOf(env, 'AUTH_MODE', ['jwks', 'shared-secret']) === 'shared-secret') {
    if (optional(env, 'JWKS_URL') !== undefined) {
      throw new ConfigError('JWKS_URL must not be set when AUTH_MODE is shared-secret')
    }
    return { mode: 'shared-secret', ...loadSecrets(env) }
  }
  const seconds = (name: string, fallback: number) =>
    integer(env, name, { fallback, min: 1, max: 86_400 }) * 1000
  return {
    mode: 'jwks',
    jwksUrl: keySetUrl(env, 'JWKS_URL'),
    refreshMs: seconds('JWKS_REFRESH_SECONDS', 300),
    cooldownMs: seconds('JWKS_COOLDOWN_SECONDS', 10),
    staleMs: seconds('JWKS_STALE_SECONDS', 3600),
  }
}

function loadQuotas(env: Environment): Usage {
  const quota = (name: string, fallback: number) =>
    integer(env, name, { fallback, min: 1, max: 1_000_000_000_000 })
  return {
    tasks: quota('QUOTA_TASKS', 20_000),
    lists: quota('QUOTA_LISTS', 1_000),
    sections: quota('QUOTA_SECTIONS', 5_000),
    labels: quota('QUOTA_LABELS', 1_000),
    textBytes: quota('QUOTA_TEXT_BYTES', 50 * 1024 * 1024),
  }
}

/** `BETTER_AUTH_SECRETS` is `2:new,1:old`, as in web; `BETTER_AUTH_SECRET` beside it is an old one. */
function loadSecrets(env: Environment): { secret: string; olderSecrets: readonly string[] } {
  const secrets = versionedSecrets(env, 'BETTER_AUTH_SECRETS')
  if (secrets.length === 0 || optional(env, 'BETTER_AUTH_SECRET') !== undefined) {
    const secret = required(env, 'BETTER_AUTH_SECRET', 'the secret that web signs with')
    if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
      throw new ConfigError(`BETTER_AUTH_SECRET must have at least ${MIN_SECRET_BYTES} bytes`)
    }
    secrets.push(secret)
  }
  const [secret = '', ...olderSecrets] = secrets
  return { secret, olderSecrets }
}

function versionedSecrets(env: Environment, name: string): string[] {
  const entries = optional(env, name)?.split(',') ?? []
  const versions = new Set<string>()
  return entries.map((entry) => {
    const [, version, value] = /^\s*(\d{1,9}):(.*?)\s*$/.exec(entry) ?? []
    if (version === undefined || value === undefined) {
      throw new ConfigError(`${name} must be written as 2:new-secret,1:old-secret`)
    }
    if (Buffer.byteLength(value) < MIN_SECRET_BYTES) {
      throw new ConfigError(`${name} must have secrets of at least ${MIN_SECRET_BYTES} bytes`)
    }
    if (versions.has(version)) throw new ConfigError(`${name} must not name a version twice`)
    versions.add(version)
    return value
  })
}

/** An empty variable counts as absent. */
function optional(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function required(env: Environment, name: string, meaning: string): string {
  const value = optional(env, name)
  if (value === undefined) throw new ConfigError(`${name} is missing: ${meaning}`)
  return value
}

function integer(
  env: Environment,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = optional(env, name)
  if (text === undefined) return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}`)
  }
  return value
}

function days(env: Environment, name: string, fallback: number): number {
  return integer(env, name, { fallback, min: 0, max: 36_500 })
}

/** The first value is the default. */
function oneOf(env: Environment, name: string, values: readonly [string, ...string[]]): string {
  const value = optional(env, name) ?? values[0]
  if (!values.includes(value)) throw new ConfigError(`${name} must be one of ${values.join(', ')}`)
  return value
}

function databaseUrl(env: Environment, name: string): string {
  const value = required(env, name, 'the PostgreSQL URL of the least-privilege role')
  const url = URL.parse(value)
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new ConfigError(`${name} must be a URL that starts with postgres://`)
  }
  return value
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

function keySetUrl(env: Environment, name: string): URL {
  const url = URL.parse(required(env, name, "the URL of the issuer's key set"))
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError(`${name} must be an https URL`)
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new ConfigError(`${name} must be https unless it is on this machine`)
  }
  return url
}

function origins(env: Environment, name: string): string[] {
  const items = (optional(env, name) ?? '').split(',').map((item) => item.trim())
  return items.filter(Boolean).map((item) => {
    if (URL.parse(item)?.origin !== item) {
      throw new ConfigError(
        `${name} must be a comma-separated list of origins like https://app.example`,
      )
    }
    return item
  })
}
