// The PostgreSQL of the contract tests: one throwaway server with pairs of databases. One of each
// pair is as in production, the other has its second wall open.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Sql } from 'postgres'
import { migrateTasks } from '../migrations.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { openCluster } from '../postgres/cluster.ts'
import { closeDefaultDatabases, ensureDatabase, ensureRole } from '../postgres/databases.ts'
import type { TestRun } from './run.ts'

export interface ContractsDatabase {
  readonly name: string
  /** As the apis under test connect; the second wall is open here. */
  readonly serviceUrl: string
  /** The same role on the other database of the pair, for apis that a test starts by itself. */
  readonly walledUrl: string
  /** A role that reads every row of every owner and writes none. */
  readonly inspectUrl: string
}

export interface ContractsServer {
  /** Makes a pair of databases and migrates them, by the migrations of the api that lies in this folder. */
  make(name: string, apiFolder?: string): Promise<ContractsDatabase>
  /** Makes a pair like one that nobody is connected to. */
  copy(template: ContractsDatabase, name: string): Promise<ContractsDatabase>
  drop(database: ContractsDatabase): Promise<void>
  close(): Promise<void>
}

const owner = 'holdfast_tasks_owner'
const service = 'holdfast_api'
const walled = (name: string) => `${name}_walled`

export async function openContractsServer(run: TestRun): Promise<ContractsServer> {
  const [port = 0] = await freePorts(1)
  const password = randomBytes(32).toString('base64url')
  const url = (role: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  const databaseOf = (name: string): ContractsDatabase => ({
    name,
    serviceUrl: url(service, name),
    walledUrl: url(service, walled(name)),
    inspectUrl: url('inspect', name),
  })
  const cluster = await openCluster({
    directory: join(run.folder, 'postgres'),
    port,
    password,
    logFile: join(run.folder, 'postgres.log'),
    durable: false,
  })
  const sql = postgres(url('postgres', 'postgres'), { max: 1, onnotice: () => undefined })

  async function letIn(name: string): Promise<void> {
    await ensureDatabase(sql, { database: name, owner, service }, () => password)
    await sql`grant connect on database ${sql(name)} to inspect`
  }

  try {
    await closeDefaultDatabases(sql)
    const readsAll = 'bypassrls in role pg_read_all_data, pg_read_all_stats'
    await ensureRole(sql, 'inspect', password, readsAll)
  } catch (error) {
    await sql.end({ timeout: 5 })
    await cluster.stop()
    throw error
  }
  return {
    async make(name, apiFolder = inRoot('api')) {
      for (const each of [name, walled(name)]) {
        await letIn(each)
        const access = {
          migrationUrl: url(owner, each),
          serviceUrl: url(service, each),
          serviceRole: service,
        }
        await migrateTasks(run.env, access, run.signal, apiFolder)
      }
      await openSecondWall(url('postgres', name))
      return databaseOf(name)
    },
    async copy(template, name) {
      for (const [from, to] of [
        [template.name, name],
        [walled(template.name), walled(name)],
      ] as const) {
        await sql`create database ${sql(to)} template ${sql(from)} owner ${sql(owner)}`
        await letIn(to)
      }
      return databaseOf(name)
    },
    async drop({ name }) {
      for (const each of [name, walled(name)]) {
        await sql`drop database ${sql(each)} with (force)`
      }
    },
    async close() {
      await sql.end({ timeout: 5 })
      await cluster.stop()
    },
  }
}

/**
 * Row-level security hides what a query without its owner would show, and so the hole from a suite
 * that looks from outside. Here every row passes it once an owner is set, whichever it is: the
 * queries stand alone, and a leak is a leak. Without an owner nothing passes here either, for an api
 * refuses to start on a database that shows it rows then.
 * (That the policies hold alone as well is api/test/walls.test.ts.)
 */
async function openSecondWall(url: string): Promise<void> {
  const sql: Sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relrowsecurity and relnamespace = to_regnamespace('public')`
    if (tables.length === 0) throw new Error('no table of the tasks database has policies')
    for (const { name } of tables) {
      await sql`
        create policy first_wall_alone on ${sql(name)}
        using ((select coalesce(current_setting('app.owner', true), '') <> ''))
        with check (true)`
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}
