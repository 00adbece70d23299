// The connection to the auth database. Nothing connects before the first query.
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { schema } from './schema.ts'

export type AuthDatabase = PostgresJsDatabase<typeof schema>

export interface OpenDatabase {
  db: AuthDatabase
  /** Lets running queries finish for two seconds, then cuts them. */
  close: () => Promise<void>
}

export interface DatabaseOptions {
  url: string
  poolSize: number
  /** 0 sends nothing: PgBouncer refuses the parameter unless it is told to ignore it. */
  statementTimeoutMs: number
}

export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const client = postgres(connectionUrl(options.url), {
    max: options.poolSize,
    // A database that does not answer must become a 503 while somebody still waits for it.
    connect_timeout: 3,
    // Spares a query a connection that would only read array types, which this schema has none of.
    fetch_types: false,
    // PgBouncer in transaction mode hands each statement to another server connection.
    prepare: false,
    connection: {
      application_name: 'holdfast-web',
      ...(options.statementTimeoutMs > 0 && { statement_timeout: options.statementTimeoutMs }),
    },
    onnotice: () => undefined,
  })
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 2 }) }
}

/** Neon puts libpq's `channel_binding` into its URLs; the driver would send it to the server. */
export function connectionUrl(raw: string): string {
  const url = new URL(raw)
  url.searchParams.delete('channel_binding')
  return url.href
}
