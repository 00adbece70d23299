/** Looks at the database from outside, read-only: whether anything changed, and for whom. */
import postgres from 'postgres'
import type { Sql } from 'postgres'
import { environment } from '../environment.ts'

export interface Inspector {
  /** Hash of every row of one owner, over every table that has owners. */
  rowsOf(owner: string): Promise<string>
  /** Hash of every owner's rows. */
  allRows(): Promise<string>
  /** How many rows any table holds for this owner. */
  countOf(owner: string): Promise<number>
  /** Tables whose row-level security still hides what a query without its owner would show. */
  tablesBehindTheSecondWall(): Promise<string[]>
  /** The database's clock, as text. */
  now(): Promise<string>
  /** Connections of the api that did anything since then. */
  activitySince(instant: string): Promise<number>
  /** Connections that the apis hold. */
  connections(): Promise<number>
}

/** Says for whom something may have to be forgotten, and so is read without an owner. */
const forUpkeep = 'upkeep.owners'

/** The one condition of an open wall: that an owner is set, whichever it is. */
const anyOwner = "SELECTCOALESCEcurrent_setting'app.owner',true,''<>''"

let opened: Inspector | undefined

/** One connection a worker; it closes itself when it idles. */
export function inspector(): Inspector {
  opened ??= open()
  return opened
}

function open(): Inspector {
  const sql = postgres(environment().inspectDatabaseUrl, { max: 1, idle_timeout: 5 })
  let found: Promise<OwnedTable[]> | undefined
  const tables = (): Promise<OwnedTable[]> => (found ??= ownedTables(sql))
  const hashOf = hashing(sql, tables)
  return {
    rowsOf: (owner) => hashOf(owner),
    allRows: () => hashOf(),
    countOf: async (owner) => {
      let count = 0
      for (const { schema, name } of await tables()) {
        const [row] = await sql<{ rows: number }[]>`
          select count(*)::int as rows from ${sql(schema)}.${sql(name)} where owner_id = ${owner}`
        count += row?.rows ?? 0
      }
      return count
    },
    tablesBehindTheSecondWall: async () => {
      const open = await sql<{ name: string }[]>`
        select schemaname || '.' || tablename as name from pg_policies
        where permissive = 'PERMISSIVE' and cmd = 'ALL' and with_check = 'true'
          and regexp_replace(qual, '::text|[()[:space:]]', '', 'g') = ${anyOwner}`
      const names = (await tables()).map(({ schema, name }) => `${schema}.${name}`)
      const walled = names.filter((name) => name !== forUpkeep)
      return walled.filter((table) => !open.some(({ name }) => name === table))
    },
    now: async () => {
      const [row] = await sql<{ now: string }[]>`select clock_timestamp()::text as now`
      return row?.now ?? ''
    },
    activitySince: async (instant) => {
      const [row] = await sql<{ seen: number; used: number }[]>`
        select count(state_change)::int as seen,
               (count(*) filter (where state_change > ${instant}::timestamptz))::int as used
        from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend'
          and pid <> pg_backend_pid() and application_name <> all(${besidesRequests})`
      if (!row?.seen) throw new Error('the inspecting role sees no activity: pg_read_all_stats')
      return row.used
    },
    connections: async () => {
      const [row] = await sql<{ open: number }[]>`
        select count(*)::int as open from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend'
          and pid <> pg_backend_pid()`
      return row?.open ?? 0
    },
  }
}

/** What every instance does all the time, whoever asks: which sessions have ended, what is too old. */
const besidesRequests = ['holdfast-api-sessions', 'holdfast-api-upkeep']

interface OwnedTable {
  schema: string
  name: string
}

/** Found by the column, so that a table that comes later is watched from its first day. */
async function ownedTables(sql: Sql): Promise<OwnedTable[]> {
  const tables = await sql<OwnedTable[]>`
    select table_schema as schema, table_name as name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where column_name = 'owner_id' and table_type = 'BASE TABLE'
    order by 1, 2`
  if (tables.length === 0) throw new Error('the database has no table with an owner_id column')
  return tables
}

interface Hashed {
  /** The snapshot in which the rows were read. */
  state: string
  hash: string
}

/** Hash of all rows, or of those of one owner, by table. */
type Hashing = (owner?: string) => Promise<string>

/**
 * What is asked again while no transaction has written is not read again: two snapshots of one text
 * show the same rows (PostgreSQL, "Transaction ID and Snapshot Information Functions").
 */
function hashing(sql: Sql, tables: () => Promise<OwnedTable[]>): Hashing {
  const known = new Map<string, Hashed>()
  return async (owner) => {
    const name = owner ?? ''
    const [now] = await sql<{ state: string }[]>`select pg_current_snapshot()::text as state`
    const last = known.get(name)
    if (last !== undefined && last.state === now?.state) return last.hash
    const read = await hash(sql, await tables(), owner)
    known.set(name, read)
    return read.hash
  }
}

/** In one statement, and so in one snapshot. The order of the rows makes no difference. */
async function hash(sql: Sql, tables: OwnedTable[], owner?: string): Promise<Hashed> {
  const hashes = tables.map(
    ({ schema, name }) => sql`(
      select ${`${schema}.${name} `}::text || count(*) || ' '
        || coalesce(bit_xor(hashtextextended(t::text, 0)), 0)
      from ${sql(schema)}.${sql(name)} t
      where ${owner === undefined ? sql`true` : sql`owner_id = ${owner}`})`,
  )
  const all = hashes.reduce((list, one) => sql`${list}, ${one}`)
  const [row] = await sql<Hashed[]>`
    select pg_current_snapshot()::text as state, concat_ws(E'\n', ${all}) as hash`
  if (row === undefined) throw new Error('a select without a row')
  return row
}
