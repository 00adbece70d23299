// The two databases and their roles on the embedded server. An owner for the schema and a role for
// the service each, and no role that can enter both.
import type { Sql } from 'postgres'

export interface DatabaseNames {
  readonly database: string
  /** Owns the schema; only migrations use it. */
  readonly owner: string
  /** What the service connects as. */
  readonly service: string
}

export const tasksDatabase = {
  database: 'holdfast_tasks',
  owner: 'holdfast_tasks_owner',
  service: 'holdfast_api',
} as const satisfies DatabaseNames

export const authDatabase = {
  database: 'holdfast_auth',
  owner: 'holdfast_auth_owner',
  service: 'holdfast_web',
} as const satisfies DatabaseNames

/** Creates what is missing and sets the passwords; safe to repeat. */
export async function ensureDatabase(
  sql: Sql,
  names: DatabaseNames,
  passwordOf: (role: string) => string,
): Promise<void> {
  for (const role of [names.owner, names.service]) await ensureRole(sql, role, passwordOf(role))
  const [existing] = await sql`select 1 from pg_database where datname = ${names.database}`
  if (existing === undefined) {
    await sql`create database ${sql(names.database)} owner ${sql(names.owner)}`
  }
  await sql`revoke all on database ${sql(names.database)} from public`
  await sql`grant connect on database ${sql(names.database)} to ${sql(names.service)}`
}

/** A role that can log in and nothing else. `attributes` are for roles of tests. */
export async function ensureRole(
  sql: Sql,
  role: string,
  password: string,
  attributes = '',
): Promise<void> {
  const [existing] = await sql`select 1 from pg_roles where rolname = ${role}`
  const verb = existing === undefined ? 'create' : 'alter'
  await sql.unsafe(
    `${verb} role ${identifier(role)} login password ${literal(password)} ` +
      `nosuperuser nocreatedb nocreaterole ${attributes}`,
  )
}

/** Keeps everyone who has no business there out of the databases that initdb makes. */
export async function closeDefaultDatabases(sql: Sql): Promise<void> {
  await sql`revoke all on database postgres, template1 from public`
}

// `create role` takes no parameters, so its two values are quoted here.
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
