import { describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'

const good = {
  DATABASE_URL: 'postgres://api:hunter22@127.0.0.1:5432/tasks',
  JWT_ISSUER: 'https://tasks.example.org',
  JWT_AUDIENCE: 'holdfast-api',
  JWKS_URL: 'https://tasks.example.org/api/auth/jwks',
}
const secret = 'a shared secret of more than thirty-two bytes'
const shared = { AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRET: secret, JWKS_URL: undefined }
const versioned = { BETTER_AUTH_SECRETS: `1:${secret}` }

describe('loadConfig', () => {
  it('fills in what is not given', () => {
    expect(loadConfig({ ...good, API_PORT: ' ' })).toMatchObject({
      host: '127.0.0.1',
      port: 3001,
      corsOrigins: [],
      requestsPerMinute: 3000,
      logLevel: 'info',
      auth: { mode: 'jwks', refreshMs: 300_000, cooldownMs: 10_000, staleMs: 3_600_000 },
      database: { poolSize: 10, prepare: true },
    })
  })

  it('takes the shared secret instead of a key set', () => {
    const auth = { mode: 'shared-secret', secret, olderSecrets: [] }
    expect(loadConfig({ ...good, ...shared }).auth).toEqual(auth)
  })

  it('takes several secrets, the first of which signs', () => {
    const [newer, older] = [`${secret}, 2`.replaceAll(',', ';'), `1:${secret}`]
    const given = { ...shared, BETTER_AUTH_SECRETS: ` 3:${newer} , 2:${older}` }
    const both = { mode: 'shared-secret', secret: newer, olderSecrets: [older] }
    expect(loadConfig({ ...good, ...given, BETTER_AUTH_SECRET: '' }).auth).toEqual(both)
    expect(loadConfig({ ...good, ...given }).auth).toEqual({
      ...both,
      olderSecrets: [older, secret],
    })
  })

  it('takes a key set without TLS from this machine', () => {
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000']) {
      expect(loadConfig({ ...good, JWKS_URL: `http://${host}/jwks` })).toBeDefined()
    }
  })

  it.each<[string, Record<string, string | undefined>]>([
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://api:hunter22@127.0.0.1/tasks' }],
    ['DATABASE_URL', { DATABASE_URL: 'hunter22' }],
    ['DATABASE_POOL_SIZE', { DATABASE_POOL_SIZE: '0' }],
    ['DATABASE_POOL_WAIT_MS', { DATABASE_POOL_WAIT_MS: '1.5' }],
    ['DATABASE_STATEMENT_TIMEOUT_MS', { DATABASE_STATEMENT_TIMEOUT_MS: '-1' }],
    ['DATABASE_LOCK_TIMEOUT_MS', { DATABASE_LOCK_TIMEOUT_MS: '1e9' }],
    ['DATABASE_PREPARE', { DATABASE_PREPARE: 'yes' }],
    ['JWT_ISSUER', { JWT_ISSUER: '' }],
    ['JWT_AUDIENCE', { JWT_AUDIENCE: '  ' }],
    ['JWKS_URL', { JWKS_URL: undefined }],
    ['JWKS_URL', { JWKS_URL: 'http://tasks.example.org/jwks' }],
    ['JWKS_URL', { JWKS_URL: 'http://127.0.0.1.evil.example/jwks' }],
    ['JWKS_URL', { JWKS_URL: 'file:///etc/passwd' }],
    ['JWKS_REFRESH_SECONDS', { JWKS_REFRESH_SECONDS: '0' }],
    ['JWKS_COOLDOWN_SECONDS', { JWKS_COOLDOWN_SECONDS: 'x' }],
    ['JWKS_STALE_SECONDS', { JWKS_STALE_SECONDS: '86401' }],
    ['AUTH_MODE', { AUTH_MODE: 'none' }],
    ['BETTER_AUTH_SECRET', { ...shared, BETTER_AUTH_SECRET: undefined }],
    ['BETTER_AUTH_SECRET', { ...shared, BETTER_AUTH_SECRET: 'hunter22' }],
    ['BETTER_AUTH_SECRET', { ...shared, ...versioned, BETTER_AUTH_SECRET: 'hunter22' }],
    ['BETTER_AUTH_SECRETS', { ...shared, BETTER_AUTH_SECRETS: secret }],
    ['BETTER_AUTH_SECRETS', { ...shared, BETTER_AUTH_SECRETS: `x:${secret}` }],
    ['BETTER_AUTH_SECRETS', { ...shared, BETTER_AUTH_SECRETS: `2:${secret},` }],
    ['BETTER_AUTH_SECRETS', { ...shared, BETTER_AUTH_SECRETS: `2:${secret},1:hunter22` }],
    ['BETTER_AUTH_SECRETS', { ...shared, BETTER_AUTH_SECRETS: `2:${secret},2:${secret}x` }],
    ['JWKS_URL', { ...shared, JWKS_URL: good.JWKS_URL }],
    ['REQUESTS_PER_MINUTE', { REQUESTS_PER_MINUTE: '0' }],
    ['REQUESTS_PER_MINUTE', { REQUESTS_PER_MINUTE: '1e3' }],
    ['QUOTA_TASKS', { QUOTA_TASKS: '0' }],
    ['QUOTA_TEXT_BYTES', { QUOTA_TEXT_BYTES: 'much' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: '*' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://a.example/, https://b.example' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['API_PORT', { API_PORT: '65536' }],
  ])('stops on a bad %s with one line that never quotes it', (name, changes) => {
    expect(() => loadConfig({ ...good, ...changes })).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        message: expect.stringMatching(new RegExp(`^${name} (?!.*hunter22).+$`)) as string,
      }),
    )
  })
})
