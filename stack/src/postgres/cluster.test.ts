import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Sql } from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePorts } from '../ports.ts'
import { SecretStore } from '../secrets.ts'
import { openCluster } from './cluster.ts'
import type { Cluster, ClusterOptions } from './cluster.ts'
import { authDatabase, closeDefaultDatabases, ensureDatabase, tasksDatabase } from './databases.ts'
import { externalAccess } from './external.ts'
import { readPostmaster } from './postmaster.ts'

let options: ClusterOptions
const opened: Cluster[] = []

beforeEach(async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'holdfast-')))
  chmodSync(folder, 0o711)
  const [port = 0] = await freePorts(1)
  options = {
    directory: join(folder, 'postgres'),
    port,
    password: 'a password of the tests',
    logFile: join(folder, 'postgres.log'),
    durable: true,
  }
})

afterEach(async () => {
  for (const cluster of opened.splice(0)) await cluster.stop()
  rmSync(join(options.directory, '..'), { recursive: true, force: true })
})

async function open(): Promise<Cluster> {
  const cluster = await openCluster(options)
  opened.push(cluster)
  return cluster
}

function connect(username = 'postgres', database = 'postgres'): Sql {
  const { port, password } = options
  return postgres({ host: '127.0.0.1', port, username, password, database, max: 1 })
}

async function query<T>(sql: Sql, run: (sql: Sql) => Promise<T>): Promise<T> {
  return run(sql).finally(() => sql.end())
}

describe('openCluster', () => {
  it('loses nothing that was committed when the server is killed', async () => {
    const first = await open()
    await query(connect(), async (sql) => {
      await sql`create table kept (value int)`
      await sql`insert into kept values (1)`
    })
    process.kill(readPostmaster(options.directory)?.pid ?? 0, 'SIGKILL')
    expect(await first.exited).toBe('signal SIGKILL')

    const second = await open()
    expect([first.origin, second.origin]).toEqual(['new', 'started'])
    const rows = await query(connect(), (sql) => sql`select value from kept`)
    expect(rows).toEqual([{ value: 1 }])
  })

  it('goes on with a server that is still running', async () => {
    await open()
    const { pid } = readPostmaster(options.directory) ?? {}
    const adopted = await open()
    expect(adopted.origin).toBe('adopted')
    expect(readPostmaster(options.directory)?.pid).toBe(pid)
    await adopted.stop()
    expect(readPostmaster(options.directory)).toBeUndefined()
  })

  it('keeps the two services out of the database of the other', async () => {
    await open()
    await query(connect(), async (sql) => {
      await closeDefaultDatabases(sql)
      await ensureDatabase(sql, tasksDatabase, () => options.password)
      await ensureDatabase(sql, authDatabase, () => options.password)
    })
    const enter = (role: string, database: string) =>
      query(connect(role, database), (sql) => sql`select 1 as one`)
    await expect(enter('holdfast_api', 'holdfast_tasks')).resolves.toEqual([{ one: 1 }])
    await expect(enter('holdfast_web', 'holdfast_auth')).resolves.toEqual([{ one: 1 }])
    const refused = { code: '42501' }
    await expect(enter('holdfast_api', 'holdfast_auth')).rejects.toMatchObject(refused)
    await expect(enter('holdfast_tasks_owner', 'holdfast_auth')).rejects.toMatchObject(refused)
    await expect(enter('holdfast_web', 'holdfast_tasks')).rejects.toMatchObject(refused)
    await expect(enter('holdfast_api', 'postgres')).rejects.toMatchObject(refused)
  })
})

describe('externalAccess', () => {
  it('makes a role of its own for the service, once, also without a superuser', async () => {
    await open()
    await query(connect(), async (sql) => {
      await sql.unsafe(`create role boss login password '${options.password}' createrole`)
      await sql`create database elsewhere owner boss`
    })
    const password = encodeURIComponent(options.password)
    const url = `postgres://boss:${password}@127.0.0.1:${options.port}/elsewhere`
    const secrets = new SecretStore(`${options.directory}.secrets.json`)
    const ask = (store: SecretStore) =>
      externalAccess({
        variable: 'DATABASE_URL',
        choice: { url, migrationUrl: undefined },
        serviceRole: 'holdfast_api',
        secrets: store,
      })
    const first = await ask(secrets)
    expect(first).toMatchObject({ migrationUrl: url, serviceRole: 'holdfast_api' })
    expect(await ask(secrets)).toEqual(first)
    const [row] = await query(postgres(first.serviceUrl), (sql) => sql`select current_user as me`)
    expect(row).toEqual({ me: 'holdfast_api' })

    const stranger = new SecretStore(`${options.directory}.other.json`)
    await expect(ask(stranger)).rejects.toThrow(/exists there and its password is not known here/)
  })
})
