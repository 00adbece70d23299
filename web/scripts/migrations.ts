// The auth database's migrator: web/migrations in order, each in one transaction, under a lock.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import postgres from 'postgres'
import { connectionUrl } from '../src/lib/server/db/open.ts'

/** Any number will do, as long as every copy of this program takes the same one. */
const LOCK = 7_304_115_201

/** What web may read and write; the list of applied migrations is not among it. */
const tables = [
  'user',
  'session',
  'account',
  'verification',
  'jwks',
  'rate_limit',
  'user_settings',
  'security_event',
  'ended_session',
  'mail_outbox',
  'mail_link',
  'two_factor',
  'passkey',
  'answered_challenge',
  'account_deletion',
  'program',
  'device_request',
]

const folder = new URL('../migrations/', import.meta.url)

export interface MigrateOptions {
  /** Connects as the role that owns the schema, and directly: the lock belongs to the session. */
  url: string
  /** The existing role web runs as. It gets to read and write rows, and nothing else. */
  role: string
  log?: (line: string) => void
}

/** Returns how many migrations were applied now. */
export async function migrate({ url, role, log }: MigrateOptions): Promise<number> {
  const sql = postgres(connectionUrl(url), {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
  })
  try {
    // Waits for a migrator that is at work. A killed one loses its session and with it the lock.
    await sql`select pg_advisory_lock(${LOCK})`
    await sql`create table if not exists holdfast_migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`
    const applied = await applyPending(sql, log)
    await grantTo(sql, role)
    return applied
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function applyPending(sql: postgres.Sql, log?: (line: string) => void): Promise<number> {
  const rows = await sql<{ name: string; sha256: string }[]>`
    select name, sha256 from holdfast_migration`
  const known = new Map(rows.map((row) => [row.name, row.sha256]))
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const unknown = rows.find((row) => !names.includes(row.name))
  if (unknown) throw new Error(`is newer than this code: it has ${unknown.name}`)
  let applied = 0
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8')
    const sha256 = createHash('sha256').update(text).digest('hex')
    const before = known.get(name)
    if (before === sha256) continue
    if (before) throw new Error(`${name} was changed after it had been applied`)
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text)
      await transaction`insert into holdfast_migration ${transaction({ name, sha256 })}`
    })
    applied += 1
    log?.(`auth database: applied ${name}`)
  }
  return applied
}

/** Rows only, in the tables that exist now; no DDL, no other database, nobody else. */
async function grantTo(sql: postgres.Sql, role: string): Promise<void> {
  const [found] = await sql<{ powerful: boolean; owner: boolean }[]>`
    select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as powerful,
      pg_has_role(rolname, current_user, 'member') as owner
    from pg_roles where rolname = ${role}`
  if (!found) throw new Error(`the role ${role} (WEB_ROLE) does not exist`)
  if (found.powerful) throw new Error(`the role ${role} (WEB_ROLE) has more rights than web needs`)
  if (found.owner) throw new Error(`the role ${role} (WEB_ROLE) must not own the schema`)
  const [place] = await sql<{ database: string; schema: string }[]>`
    select current_database() as database, current_schema() as schema`
  if (!place) throw new Error('has no schema to work in')
  await sql.begin(async (grant) => {
    const web = grant(role)
    const schema = grant(place.schema)
    const database = grant(place.database)
    await grant`revoke all on database ${database} from public`
    await grant`grant connect on database ${database} to ${web}`
    await grant`revoke create on schema ${schema} from public`
    await grant`grant usage on schema ${schema} to ${web}`
    await grant`revoke all on all tables in schema ${schema} from ${web}`
    for (const table of tables) {
      await grant`grant select, insert, update, delete on ${grant(table)} to ${web}`
    }
  })
}
