// Both databases, ready for the services: embedded or elsewhere, roles made, schemas migrated.
import postgres from 'postgres'
import type { Environment, StackConfig } from './config.ts'
import type { DataDirectory } from './data-directory.ts'
import { migrateAuth, migrateTasks } from './migrations.ts'
import { openCluster } from './postgres/cluster.ts'
import type { Cluster } from './postgres/cluster.ts'
import {
  authDatabase,
  closeDefaultDatabases,
  ensureDatabase,
  tasksDatabase,
} from './postgres/databases.ts'
import type { DatabaseNames } from './postgres/databases.ts'
import { externalAccess } from './postgres/external.ts'
import type { DatabaseAccess } from './postgres/external.ts'
import type { Report } from './report.ts'
import type { SecretStore } from './secrets.ts'

export interface OpenDatabases {
  readonly tasksUrl: string
  readonly authUrl: string
}

export interface DatabasesOptions {
  readonly env: Environment
  readonly config: StackConfig
  readonly data: DataDirectory
  readonly report: Report
  readonly durable: boolean
  readonly signal: AbortSignal
  /** Told as soon as the embedded server runs, so that it is stopped whatever comes next. */
  readonly onCluster: (cluster: Cluster) => void
}

const origins = {
  new: 'PostgreSQL is running (new data directory)',
  started: 'PostgreSQL is running',
  adopted: 'PostgreSQL was still running and is used again',
}

export async function openDatabases(options: DatabasesOptions): Promise<OpenDatabases> {
  const { env, config, data, report, signal } = options
  const cluster =
    config.tasks.url === undefined || config.auth.url === undefined
      ? await report.step(
          (opened) => origins[opened.origin],
          () => embedded(options),
        )
      : undefined

  const { secrets } = data
  const port = cluster?.port ?? config.postgresPort
  return report.step('Both databases are migrated', async () => {
    // One after the other on purpose: on one server both may have to create a role.
    const tasks = await access({ config, secrets, port }, 'DATABASE_URL')
    const auth = await access({ config, secrets, port }, 'AUTH_DATABASE_URL')
    await Promise.all([migrateTasks(env, tasks, signal), migrateAuth(env, auth, signal)])
    return { tasksUrl: tasks.serviceUrl, authUrl: auth.serviceUrl }
  })
}

interface Place {
  readonly config: StackConfig
  readonly secrets: SecretStore
  /** Of the embedded server. */
  readonly port: number
}

async function access(
  { config, secrets, port }: Place,
  variable: 'DATABASE_URL' | 'AUTH_DATABASE_URL',
): Promise<DatabaseAccess> {
  const [choice, names] =
    variable === 'DATABASE_URL' ? [config.tasks, tasksDatabase] : [config.auth, authDatabase]
  const { url } = choice
  if (url === undefined) return embeddedAccess(names, port, secrets)
  return externalAccess({
    variable,
    choice: { ...choice, url },
    serviceRole: names.service,
    secrets,
  })
}

/** The auth database of a stack that has run before, as the role web connects with. */
export async function authDatabaseUrl(config: StackConfig, secrets: SecretStore): Promise<string> {
  const place = { config, secrets, port: config.postgresPort }
  return (await access(place, 'AUTH_DATABASE_URL')).serviceUrl
}

async function embedded(options: DatabasesOptions): Promise<Cluster> {
  const { config, data } = options
  const password = data.secrets.get('role postgres')
  const cluster = await openCluster({
    directory: data.postgres,
    port: config.postgresPort,
    password,
    logFile: data.logFile('postgres'),
    durable: options.durable,
    signal: options.signal,
  })
  options.onCluster(cluster)
  const sql = postgres({
    ...{ host: '127.0.0.1', port: cluster.port, database: 'postgres' },
    ...{ username: 'postgres', password, max: 1, onnotice: () => undefined },
  })
  try {
    await closeDefaultDatabases(sql)
    for (const names of [tasksDatabase, authDatabase]) {
      await ensureDatabase(sql, names, (role) => data.secrets.get(`role ${role}`))
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
  return cluster
}

function embeddedAccess(names: DatabaseNames, port: number, secrets: SecretStore): DatabaseAccess {
  const url = (role: string) =>
    `postgres://${role}:${secrets.get(`role ${role}`)}@127.0.0.1:${String(port)}/${names.database}`
  return {
    migrationUrl: url(names.owner),
    serviceUrl: url(names.service),
    serviceRole: names.service,
  }
}
