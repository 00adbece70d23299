// The real api beside web: a process of its own that judges what web signs.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { authConfig } from './auth-room.ts'
import type { TestDatabase } from './database.ts'

const inApi = (file: string) =>
  fileURLToPath(new URL(`../../../../../api/${file}`, import.meta.url))

export interface Api {
  origin: string
  /** The status for a request with this token; 401 comes with `invalid_token` or it throws. */
  status(token: string): Promise<number>
  stop(): Promise<void>
}

/** A tasks database in the same server; returns what an api connects with. */
export async function openTasksDatabase(database: TestDatabase): Promise<string> {
  const { rootUrl, serviceUrl } = await database.addDatabase('tasks')
  const env = { ...process.env, DATABASE_MIGRATION_URL: rootUrl, API_ROLE: 'holdfast_api' }
  await promisify(execFile)(process.execPath, [inApi('scripts/migrate.ts')], { env })
  return serviceUrl
}

/** Resolves when it listens. */
export async function startApi(databaseUrl: string, env: Record<string, string>): Promise<Api> {
  const child = spawn(process.execPath, [inApi('src/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      ...{ API_PORT: '0', DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '4' },
      ...{ JWT_ISSUER: authConfig.PUBLIC_URL, JWT_AUDIENCE: authConfig.JWT_AUDIENCE },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = `http://127.0.0.1:${String(await portOf(child))}`
  return {
    origin,
    async status(token) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${origin}/v1/tasks`, { headers })
      await answer.arrayBuffer()
      const challenge = answer.headers.get('www-authenticate')
      if (answer.status === 401 && !challenge?.includes('error="invalid_token"')) {
        throw new Error(`401 with the challenge ${String(challenge)}`)
      }
      return answer.status
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('the api has no output')
  for await (const line of createInterface(stdout)) {
    const { msg, port } = JSON.parse(line) as { msg?: string; port?: number }
    if (msg !== 'the api is listening' || port === undefined) continue
    stdout.resume()
    return port
  }
  throw new Error('the api has ended instead of listening')
}
