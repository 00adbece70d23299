// Launches the contract tests: an api in three settings on one runtime, on a throwaway PostgreSQL.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Environment, Runtime } from '../config.ts'
import { migrateTasks } from '../migrations.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { openCluster } from '../postgres/cluster.ts'
import { closeDefaultDatabases, ensureDatabase, ensureRole } from '../postgres/databases.ts'
import { startService } from '../process/service.ts'
import type { Service } from '../process/service.ts'
import { waitUntilReady } from '../ready.ts'
import { resolveRuntime } from '../runtimes.ts'
import { runPlaywright } from './run.ts'
import type { TestRun } from './run.ts'
import type { Tally } from './tally.ts'

const audience = 'holdfast-api'
const allowedOrigin = 'https://app.holdfast.test'

export async function runContracts(runtime: Runtime, run: TestRun): Promise<Tally> {
  const command = await resolveRuntime(runtime, run.signal)
  const [postgresPort = 0, issuerPort = 0, ...apiPorts] = await freePorts(5)
  const database = await openDatabase(run, postgresPort)
  const services: Service[] = []
  try {
    const sharedSecret = randomBytes(32).toString('base64url')
    const issuer = `http://127.0.0.1:${issuerPort}`
    const common = {
      DATABASE_URL: database.serviceUrl,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
      CORS_ORIGINS: allowedOrigin,
    }
    // Short times, so that the tests of the key set need no long waits.
    const jwks = {
      ...{ AUTH_MODE: 'jwks', JWKS_URL: `${issuer}/jwks` },
      ...{ JWKS_COOLDOWN_SECONDS: '1', JWKS_REFRESH_SECONDS: '2' },
    }
    const settings: Record<string, Environment> = {
      api: { ...common, ...jwks },
      secret: { ...common, AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRET: sharedSecret },
      pool1: { ...common, ...jwks, DATABASE_POOL_SIZE: '1' },
    }
    const origins: Record<string, string> = {}
    for (const [index, [name, own]] of Object.entries(settings).entries()) {
      const port = apiPorts[index] ?? 0
      origins[name] = `http://127.0.0.1:${port}`
      services.push(
        startService({
          name: `api (${name})`,
          command: command.command,
          args: [...command.args, inRoot('api/src/main.ts')],
          env: { ...run.env, ...own, API_HOST: '127.0.0.1', API_PORT: String(port) },
          logFile: join(run.folder, `${name}.log`),
        }),
      )
    }
    // Alive, not ready: the key set comes from the suite, which starts after this.
    await Promise.all(
      services.map((service, index) =>
        waitUntilReady(service, `http://127.0.0.1:${apiPorts[index] ?? 0}/healthz`),
      ),
    )
    return await runPlaywright(run, {
      cwd: inRoot('contracts'),
      env: {
        RUNTIME: runtime,
        API_BASE_URL: origins['api'],
        SECRET_API_BASE_URL: origins['secret'],
        POOL1_API_BASE_URL: origins['pool1'],
        SHARED_SECRET: sharedSecret,
        ISSUER_PORT: String(issuerPort),
        INSPECT_DATABASE_URL: database.inspectUrl,
        API_LOG_FILE: join(run.folder, 'api.log'),
        SECRET_API_LOG_FILE: join(run.folder, 'secret.log'),
        API_PID: String(services[0]?.pid),
      },
    })
  } finally {
    await Promise.all(services.map((service) => service.stop()))
    await database.close()
  }
}

interface TestDatabase {
  readonly serviceUrl: string
  /** A role that reads every row of every owner and writes none. */
  readonly inspectUrl: string
  close(): Promise<void>
}

async function openDatabase(run: TestRun, port: number): Promise<TestDatabase> {
  const password = randomBytes(32).toString('base64url')
  const names = { database: 'tasks', owner: 'holdfast_tasks_owner', service: 'holdfast_api' }
  const url = (role: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  const cluster = await openCluster({
    directory: join(run.folder, 'postgres'),
    port,
    password,
    logFile: join(run.folder, 'postgres.log'),
    durable: false,
  })
  const sql = postgres(url('postgres', 'postgres'), { max: 1, onnotice: () => undefined })
  try {
    await closeDefaultDatabases(sql)
    await ensureDatabase(sql, names, () => password)
    await ensureRole(
      sql,
      'inspect',
      password,
      'bypassrls in role pg_read_all_data, pg_read_all_stats',
    )
    await sql`grant connect on database tasks to inspect`
    const access = {
      migrationUrl: url(names.owner, names.database),
      serviceUrl: url(names.service, names.database),
      serviceRole: names.service,
    }
    await migrateTasks(run.env, access, run.signal)
    await openSecondWall(url('postgres', names.database))
    return {
      serviceUrl: access.serviceUrl,
      inspectUrl: url('inspect', names.database),
      close: () => cluster.stop(),
    }
  } catch (error) {
    await cluster.stop()
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Row-level security hides what a query without its owner would show, and so the hole from a suite
 * that looks from outside. Here every row passes it: the queries stand alone, and a leak is a leak.
 * (That the policies hold alone as well is api/test/walls.test.ts.)
 */
async function openSecondWall(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relrowsecurity and relnamespace = to_regnamespace('public')`
    if (tables.length === 0) throw new Error('no table of the tasks database has policies')
    for (const { name } of tables) {
      await sql`create policy first_wall_alone on ${sql(name)} using (true) with check (true)`
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}
