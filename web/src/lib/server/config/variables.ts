// Every environment variable web reads: how it is judged, its default, and what is wrong with it.
// A reader gets the raw text and returns the value or throws why it is refused, never quoting it.

import { isLoopbackHost } from './loopback.ts'

export type Read<T> = (raw: string | undefined) => T

/** An origin: scheme, host and port. Anything behind it would end up in the issuer by accident. */
function origin(raw: string): string {
  const url = httpUrl(raw)
  if (url.pathname !== '/' || url.search || url.hash || /[?#]/.test(raw)) {
    throw new Error('must be an origin such as https://tasks.example.com, without a path')
  }
  if (raw !== url.origin) {
    throw new Error('must be written as a browser writes the origin: lower case, no trailing slash')
  }
  return url.origin
}

function httpUrl(raw: string): URL {
  const url = URL.parse(raw)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error('must be an http or https URL')
  }
  if (url.username || url.password) throw new Error('must not contain a user name or password')
  return url
}

/** The base of another service. It may lie below a path; a trailing slash is dropped. */
function upstream(raw: string): string {
  const url = httpUrl(raw)
  if (url.search || url.hash || /[?#]/.test(raw)) {
    throw new Error('must not contain a query or a fragment')
  }
  return url.href.replace(/\/$/, '')
}

function postgresUrl(raw: string): string {
  const url = URL.parse(raw)
  if (!url || (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')) {
    throw new Error('must be a postgres:// URL')
  }
  if (url.pathname.length < 2) throw new Error('must name a database')
  return raw
}

function secret(raw: string): string {
  if (Buffer.byteLength(raw, 'utf8') < 32) {
    throw new Error('must be at least 32 bytes long, for example from: openssl rand -base64 48')
  }
  if (new Set(raw).size < 8) throw new Error('must be random, not a repeated pattern')
  return raw
}

export interface VersionedSecret {
  version: number
  value: string
}

/** `2:new,1:old`: the first one signs and encrypts, the others still count. */
function secrets(raw: string): VersionedSecret[] {
  const entries = raw.split(',').map((entry) => {
    const [, version, value] = /^\s*(\d{1,9}):(.*?)\s*$/.exec(entry) ?? []
    if (version === undefined || value === undefined) {
      throw new Error('must be written as 2:new-secret,1:old-secret (a secret without commas)')
    }
    return { version: Number(version), value: secret(value) }
  })
  if (new Set(entries.map(({ version }) => version)).size < entries.length) {
    throw new Error('must not name a version twice')
  }
  return entries
}

function integer(minimum: number, maximum: number): (raw: string) => number {
  return (raw) => {
    const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN
    if (!(value >= minimum && value <= maximum)) {
      throw new Error(`must be a whole number from ${String(minimum)} to ${String(maximum)}`)
    }
    return value
  }
}

function oneOf<T extends string>(...allowed: T[]): (raw: string) => T {
  return (raw) => {
    const value = allowed.find((candidate) => candidate === raw)
    if (value === undefined) throw new Error(`must be one of ${allowed.join(', ')}`)
    return value
  }
}

function matching(pattern: RegExp, rule: string): (raw: string) => string {
  return (raw) => {
    if (!pattern.test(raw)) throw new Error(rule)
    return raw
  }
}

/** An empty value counts as absent: that is what `NAME=` in an env file means to its writer. */
function required<T>(read: (raw: string) => T): Read<T> {
  return (raw) => {
    if (raw === undefined || raw === '') throw new Error('is required')
    return read(raw)
  }
}

function withDefault<T>(fallback: T, read: (raw: string) => T): Read<T> {
  return (raw) => (raw === undefined || raw === '' ? fallback : read(raw))
}

function smtpUrl(raw: string): string {
  const url = URL.parse(raw)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new Error('must be an smtp:// or smtps:// URL')
  }
  const known = [...url.searchParams].every(([name, value]) => name === 'tls' && value === 'off')
  if (!known || !/^\/?$/.test(url.pathname) || url.hash) {
    throw new Error('must end after the port; the one thing that may follow is ?tls=off')
  }
  return raw
}

/** OpenID Connect Discovery §2: https, but for a provider on this machine. */
function issuer(raw: string): string {
  const url = httpUrl(raw)
  if (url.search || url.hash || /[?#]/.test(raw)) {
    throw new Error('must not contain a query or a fragment')
  }
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    throw new Error('must be an https URL, unless the provider is on this machine')
  }
  return raw.replace(/\/$/, '')
}

const visible = /^[\x21-\x7e]{1,512}$/

const sender = matching(
  /^(?:[^\s@<>,;:"\\\p{Cc}]+@[^\s@<>,;:"\\\p{Cc}]+|[^@<>,;:"\\\p{Cc}]+ <[^\s@<>,;:"\\\p{Cc}]+@[^\s@<>,;:"\\\p{Cc}]+>)$/u,
  'must be an address, or a name and an address: Holdfast <holdfast@example.com>',
)

const headerName = matching(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a request header')

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const readers = {
  WEB_HOST: withDefault('127.0.0.1', matching(/^[^\s/]+$/, 'must be a host name or an address')),
  WEB_PORT: withDefault(3000, integer(0, 65_535)),
  PUBLIC_URL: withDefault('http://localhost:3000', origin),
  API_URL: withDefault('http://127.0.0.1:3001', upstream),
  AUTH_DATABASE_URL: required(postgresUrl),
  AUTH_DATABASE_POOL_SIZE: withDefault(10, integer(1, 1000)),
  AUTH_DATABASE_STATEMENT_TIMEOUT_MS: withDefault(5000, integer(0, 600_000)),
  BETTER_AUTH_SECRET: withDefault<string | null>(null, secret),
  BETTER_AUTH_SECRETS: withDefault<VersionedSecret[] | null>(null, secrets),
  AUTH_MODE: withDefault<'jwks' | 'shared-secret'>('jwks', oneOf('jwks', 'shared-secret')),
  JWT_AUDIENCE: withDefault('holdfast-api', matching(/^[\x21-\x7e]{1,255}$/, 'must be one word')),
  SIGNING_KEY_ROTATION_SECONDS: withDefault(30 * DAY, integer(HOUR, 3650 * DAY)),
  // Longer than an api may go without looking at the key set (JWKS_REFRESH_SECONDS, a day at most).
  SIGNING_KEY_AHEAD_SECONDS: withDefault(2 * DAY, integer(MINUTE, 30 * DAY)),
  // No api takes a token that lives longer than an hour; both clocks may be off by five seconds.
  SIGNING_KEY_KEPT_SECONDS: withDefault(DAY, integer(HOUR + 10, 365 * DAY)),
  AUTH_ATTEMPTS_PER_MINUTE: withDefault(30, integer(1, 1_000_000)),
  SMTP_URL: withDefault<string | null>(null, smtpUrl),
  MAIL_FROM: withDefault<string | null>(null, sender),
  OIDC_ISSUER: withDefault<string | null>(null, issuer),
  OIDC_CLIENT_ID: withDefault<string | null>(null, matching(visible, 'must be one word')),
  OIDC_CLIENT_SECRET: withDefault<string | null>(null, matching(visible, 'must be one word')),
  OIDC_NAME: withDefault<string | null>(
    null,
    matching(/^[^\p{Cc}\s](?:[^\p{Cc}]{0,38}[^\p{Cc}\s])?$/u, 'must be a name of 40 signs at most'),
  ),
  PASSWORD_RANGE_URL: withDefault<string | null>(null, upstream),
  CLIENT_ADDRESS_HEADER: withDefault<string | null>(null, headerName),
  LOG_LEVEL: withDefault<LogLevel>('info', oneOf('debug', 'info', 'warn', 'error', 'silent')),
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
