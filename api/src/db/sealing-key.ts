import type { Database } from './database.ts'
import { DatabaseError, toDatabaseError } from './errors.ts'

const keys = new WeakMap<Database, string>()

/** The secret with which addresses are sealed: one for the database, the same for every replica. */
export async function readSealingSecret(database: Database): Promise<string> {
  const known = keys.get(database)
  if (known !== undefined) return known
  const rows = await database
    .use((slot) => slot.query<{ key: string }>('select key from auth.sealing_keys'))
    .catch((error: unknown) => {
      throw toDatabaseError(error)
    })
  const [row] = rows
  if (row === undefined) throw new DatabaseError('DATABASE_FAULT', 'NO_SEALING_KEY')
  keys.set(database, row.key)
  return row.key
}
