// Another PostgreSQL in place of the embedded one: which URL migrates, and which the service gets.
import postgres from 'postgres'
import type { Sql } from 'postgres'
import type { DatabaseChoice } from '../config.ts'
import type { SecretStore } from '../secrets.ts'
import { SetupError } from '../setup-error.ts'
import { ensureRole } from './databases.ts'

export interface DatabaseAccess {
  /** For the migrations: the role that owns the schema. */
  readonly migrationUrl: string
  /** For the service: the least-privilege role. */
  readonly serviceUrl: string
  /** The name of that role, which the migrations grant its privileges to. */
  readonly serviceRole: string
}

export interface ExternalOptions {
  /** `DATABASE_URL` or `AUTH_DATABASE_URL`, for the sentences. */
  readonly variable: string
  readonly choice: DatabaseChoice & { readonly url: string }
  /** Created when only one URL is given. */
  readonly serviceRole: string
  readonly secrets: SecretStore
}

/**
 * With a migration URL both are used as they are. With one URL, its role must be able to create the
 * schema and a role; the service then gets a role of its own and never that one.
 */
export async function externalAccess(options: ExternalOptions): Promise<DatabaseAccess> {
  const { variable, choice, secrets, serviceRole } = options
  const migrationVariable = variable.replace('DATABASE_URL', 'DATABASE_MIGRATION_URL')
  if (choice.migrationUrl !== undefined) {
    return {
      migrationUrl: choice.migrationUrl,
      serviceUrl: choice.url,
      serviceRole: decodeURIComponent(new URL(choice.url).username),
    }
  }
  const sql = postgres(choice.url, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    const rights = await readRights(sql, serviceRole).catch((error: unknown) => {
      throw new SetupError([`${variable}: ${reason(error)}`], { cause: error })
    })
    if (!rights.createRole || !rights.createSchema) {
      throw new SetupError([
        `${variable}: its role may not create roles and schemas. Fix: give a role that may, or ` +
          `set ${migrationVariable} to the schema's owner and ${variable} to a least-privilege role`,
      ])
    }
    const secret = passwordName(choice.url, serviceRole)
    if (rights.serviceRoleExists && !secrets.has(secret)) {
      throw new SetupError([
        `${variable}: the role ${serviceRole} exists there and its password is not known here. ` +
          `Fix: set ${migrationVariable} to this URL and ${variable} to one of that role`,
      ])
    }
    const password = secrets.get(secret)
    // An existing role stays as it is: only a superuser could set all of its attributes again.
    if (!rights.serviceRoleExists) await ensureRole(sql, serviceRole, password)
    return {
      migrationUrl: choice.url,
      serviceUrl: withLogin(choice.url, serviceRole, password),
      serviceRole,
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

interface Rights {
  readonly createRole: boolean
  readonly createSchema: boolean
  readonly serviceRoleExists: boolean
}

async function readRights(sql: Sql, serviceRole: string): Promise<Rights> {
  const [row] = await sql<Rights[]>`
    select rolsuper or rolcreaterole as "createRole",
           has_database_privilege(current_database(), 'CREATE') as "createSchema",
           exists (select 1 from pg_roles where rolname = ${serviceRole}) as "serviceRoleExists"
      from pg_roles where rolname = current_user`
  if (row === undefined) throw new Error('the connected role is not in pg_roles')
  return row
}

/** The same database for another login: everything else of the URL stays. */
export function withLogin(url: string, role: string, password: string): string {
  const derived = new URL(url)
  derived.username = encodeURIComponent(role)
  derived.password = encodeURIComponent(password)
  return derived.href
}

/** Roles belong to a server, so the kept password is filed under the server and not the database. */
function passwordName(url: string, role: string): string {
  return `role ${role} at ${new URL(url).host}`
}

/** Why a connection failed, without the URL: it holds a password. */
function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ECONNREFUSED') return 'nothing listens there. Fix: start that PostgreSQL'
    if (error.code === 'CONNECT_TIMEOUT') return 'no answer within 10 s. Fix: check host and port'
    if (error.code === 'ENOTFOUND') return 'its host is unknown. Fix: check the host name'
    if (error.code === '28P01') return 'role or password is wrong. Fix: correct it'
    if (error.code === '3D000') return 'that database does not exist. Fix: create it'
  }
  return `the connection failed (${error instanceof Error ? error.message : 'unknown reason'})`
}
