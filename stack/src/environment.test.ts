import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import {
  apiEnvironment,
  localUrl,
  webEnvironment,
  withEnvFile,
  withoutOwnVariables,
} from './environment.ts'

const surroundings = {
  PATH: '/bin',
  DATABASE_URL: 'postgres://owner@h/tasks',
  DATABASE_MIGRATION_URL: 'postgres://owner@h/tasks',
  AUTH_DATABASE_URL: 'postgres://owner@h/auth',
  AUTH_DATABASE_MIGRATION_URL: 'postgres://owner@h/auth',
  BETTER_AUTH_SECRET: 'from outside, at least 32 bytes long',
  BETTER_AUTH_SECRETS: '1:from outside, at least 32 bytes long',
  OIDC_CLIENT_SECRET: 'of the provider',
  JWKS_STALE_SECONDS: '60',
}
const secretNames = ['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS']
const given = {
  databaseUrl: 'postgres://service@h/d',
  secrets: { BETTER_AUTH_SECRETS: '2:new,1:old' },
}

describe('apiEnvironment', () => {
  it("holds the api's database and nothing of web's", () => {
    const env = apiEnvironment(surroundings, loadConfig({}), given)
    expect(env).toMatchObject({
      PATH: '/bin',
      DATABASE_URL: 'postgres://service@h/d',
      JWT_ISSUER: 'http://localhost:3000',
      JWT_AUDIENCE: 'holdfast-api',
      JWKS_URL: 'http://127.0.0.1:3000/api/auth/jwks',
      JWKS_STALE_SECONDS: '60',
    })
    const others = ['AUTH_DATABASE_URL', 'DATABASE_MIGRATION_URL', 'OIDC_CLIENT_SECRET']
    for (const name of [...others, ...secretNames]) {
      expect(env).not.toHaveProperty(name)
    }
  })

  it('holds the secret in shared-secret mode, and no key set', () => {
    const env = apiEnvironment({}, loadConfig({ AUTH_MODE: 'shared-secret' }), given)
    expect(env).toMatchObject({ AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRETS: '2:new,1:old' })
    expect(env).not.toHaveProperty('JWKS_URL')
  })
})

describe('webEnvironment', () => {
  it('holds the auth database and the secret, and never the tasks database', () => {
    const env = webEnvironment(surroundings, loadConfig({ API_PORT: '4001' }), given)
    expect(env).toMatchObject({
      AUTH_DATABASE_URL: 'postgres://service@h/d',
      BETTER_AUTH_SECRETS: '2:new,1:old',
      API_URL: 'http://127.0.0.1:4001',
      PUBLIC_URL: 'http://localhost:3000',
      OIDC_CLIENT_SECRET: 'of the provider',
    })
    expect(env).not.toHaveProperty('DATABASE_URL')
    expect(env).not.toHaveProperty('AUTH_DATABASE_MIGRATION_URL')
    expect(env).not.toHaveProperty('BETTER_AUTH_SECRET')
  })
})

describe('withoutOwnVariables', () => {
  it('keeps only what is not ours', () => {
    expect(withoutOwnVariables(surroundings)).toEqual({ PATH: '/bin' })
  })
})

describe('withEnvFile', () => {
  it('lets the real environment win over the file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'holdfast-')), '.env')
    writeFileSync(file, '# ours\nWEB_PORT=4000\nAPI_PORT="4001"\n')
    expect(withEnvFile({ WEB_PORT: '5000' }, file)).toEqual({ WEB_PORT: '5000', API_PORT: '4001' })
  })

  it('does without a file', () => {
    expect(withEnvFile({ WEB_PORT: '5000' }, '/nowhere/.env')).toEqual({ WEB_PORT: '5000' })
  })
})

describe('localUrl', () => {
  it.each([
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['10.0.0.7', 'http://10.0.0.7:3000'],
  ])('reaches what listens on %s', (host, url) => {
    expect(localUrl({ host, port: 3000 })).toBe(url)
  })
})
