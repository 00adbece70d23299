import { describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { SetupError } from './setup-error.ts'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env)
  } catch (error) {
    if (error instanceof SetupError) return error.lines
  }
  return []
}

describe('loadConfig', () => {
  it('needs no variable at all', () => {
    const config = loadConfig({})
    expect(config).toMatchObject({
      runtime: 'node',
      postgresPort: 54329,
      web: { host: '127.0.0.1', port: 3000 },
      api: { host: '127.0.0.1', port: 3001 },
      publicUrl: 'http://localhost:3000',
      tasks: { url: undefined, migrationUrl: undefined },
      betterAuthSecret: undefined,
    })
    expect(config.dataDir).toMatch(/\/\.holdfast$/)
  })

  it('lets the public origin follow the port', () => {
    expect(loadConfig({ WEB_PORT: '4000' }).publicUrl).toBe('http://localhost:4000')
  })

  it('takes an empty value for one that is not set', () => {
    expect(loadConfig({ WEB_PORT: '', RUNTIME: '', DATABASE_URL: '' })).toEqual(loadConfig({}))
  })

  it.each([
    ['WEB_PORT', '0'],
    ['API_PORT', '70000'],
    ['POSTGRES_PORT', 'abc'],
    ['RUNTIME', 'perl'],
    ['PUBLIC_URL', 'https://tasks.example.org/'],
    ['PUBLIC_URL', 'ftp://tasks.example.org'],
    ['AUTH_MODE', 'none-of-these'],
    ['DATABASE_URL', 'mysql://u:hidden@h/d'],
    ['AUTH_DATABASE_URL', 'not a url'],
    ['BETTER_AUTH_SECRET', 'too-short'],
  ])('refuses %s by name and without its value', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} .*Fix: `))
    expect(problems[0]).not.toContain(value)
  })

  it('leaves out of a database URL what only libpq understands', () => {
    const given = 'postgres://u:p@h.example/d?sslmode=require&channel_binding=require'
    expect(loadConfig({ DATABASE_URL: given }).tasks.url).toBe(
      'postgres://u:p@h.example/d?sslmode=require',
    )
  })

  it('says everything that is wrong at once', () => {
    expect(problemsOf({ WEB_PORT: 'x', API_PORT: 'y' })).toHaveLength(2)
  })

  it('refuses a migration URL alone', () => {
    const problems = problemsOf({ DATABASE_MIGRATION_URL: 'postgres://owner:pw@h/d' })
    expect(problems[0]).toContain('DATABASE_MIGRATION_URL is set without DATABASE_URL')
  })
})
