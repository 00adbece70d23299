// Looks for what a person leaves behind: in every column of every table, and in every line of the logs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { StackConfig } from '../config.ts'
import { authDatabase, tasksDatabase } from '../postgres/databases.ts'
import { SecretStore } from '../secrets.ts'

/** Where each text was found: `holdfast_auth public.user.email: ada@…`, `web.log: ada@…`. */
export async function findTraces(config: StackConfig, texts: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [tasksDatabase, authDatabase].map(({ database }) => inDatabase(config, database, texts)),
  )
  return [...found.flat(), ...inLogs(config, texts)]
}

/** As the role that row-level security does not bind. */
async function inDatabase(
  { dataDir, postgresPort }: StackConfig,
  database: string,
  texts: readonly string[],
): Promise<string[]> {
  const password = new SecretStore(join(dataDir, 'secrets.json')).get('role postgres')
  const sql = postgres({
    ...{ host: '127.0.0.1', port: postgresPort, database, username: 'postgres', password },
    ...{ max: 1, onnotice: () => undefined },
  })
  try {
    const columns = await sql<{ schema: string; table: string; column: string; type: string }[]>`
      select table_schema as schema, table_name as table, column_name as column, data_type as type
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
    if (columns.length < 10) throw new Error(`${database} has ${columns.length} columns to search`)
    const places: string[] = []
    for (const { schema, table, column, type } of columns) {
      const place = sql(column)
      const text = type === 'bytea' ? sql`encode(${place}, 'escape')` : sql`${place}::text`
      for (const wanted of texts) {
        const rows = await sql`select 1 from ${sql(schema)}.${sql(table)}
          where position(lower(${wanted}) in lower(${text})) > 0 limit 1`
        if (rows.length > 0) places.push(`${database} ${schema}.${table}.${column}: ${wanted}`)
      }
    }
    return places
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function inLogs({ dataDir }: StackConfig, texts: readonly string[]): string[] {
  const folder = join(dataDir, 'logs')
  const files = readdirSync(folder)
  if (!files.includes('web.log') || !files.includes('api.log')) throw new Error('there are no logs')
  return files.flatMap((file) => {
    const log = readFileSync(join(folder, file), 'utf8').toLowerCase()
    return texts
      .filter((wanted) => log.includes(wanted.toLowerCase()))
      .map((text) => `${file}: ${text}`)
  })
}
