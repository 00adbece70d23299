import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { jwks } from '../src/lib/server/db/schema.ts'
import { secret } from '../src/lib/server/testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../src/lib/server/testing/database.ts'

const script = fileURLToPath(new URL('rotate-keys.ts', import.meta.url))
let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

beforeEach(async () => {
  await database.db.delete(jwks)
})

const kids = async () =>
  (await database.db.select().from(jwks).orderBy(asc(jwks.createdAt))).map(({ id }) => id)

/** What it prints, on either channel, and its exit code. */
function run(args: string[] = [], changes: Record<string, string> = {}) {
  const env = { AUTH_DATABASE_URL: database.serviceUrl, BETTER_AUTH_SECRET: secret, ...changes }
  return new Promise<{ said: string; code: unknown }>((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      resolve({ said: `${stdout}${stderr}`, code: error?.code ?? 0 })
    })
  })
}

describe('rotate-keys', { timeout: 60_000 }, () => {
  it('makes the first key, then one that signs later, and no third', async () => {
    const first = await run()
    const [one] = await kids()
    expect(first).toEqual({
      said: `key ${String(one)} is published and signs: it is the only one\n`,
      code: 0,
    })
    const second = await run()
    const [, two] = await kids()
    const moment = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z'
    expect(second.said).toMatch(
      new RegExp(`^key ${String(two)} is published now and signs from ${moment}\\n$`),
    )
    const third = await run()
    expect(third.said).toBe(second.said.replace(/^.* and/, 'a new key was published before and'))
    expect(await kids()).toEqual([one, two])
  })

  it('replaces every key that may have leaked', async () => {
    await run()
    await run()
    const before = await kids()
    const { said, code } = await run(['--leaked'])
    const after = await kids()
    expect(after).toHaveLength(1)
    expect(before).not.toContain(after[0])
    expect(code).toBe(0)
    expect(said).toContain(`key ${String(after[0])} is published and signs; withdrawn: 2\n`)
  })

  it.each<[string, string[], Record<string, string>]>([
    ['AUTH_MODE is shared-secret', [], { AUTH_MODE: 'shared-secret' }],
    ['BETTER_AUTH_SECRET is required', [], { BETTER_AUTH_SECRET: '' }],
    ['ECONNREFUSED', [], { AUTH_DATABASE_URL: 'postgres://web:hunter22@127.0.0.1:1/auth' }],
    ["Unknown option '--leak'", ['--leak'], {}],
  ])('stops with %s and leaves the keys alone', async (reason, args, changes) => {
    const { said, code } = await run(args, changes)
    expect(code).toBe(1)
    expect(said).toContain(reason)
    expect(said).not.toContain('hunter22')
    expect(await kids()).toEqual([])
  })
})
