import { v7 as uuidv7 } from 'uuid'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { UsageError } from '../db/errors.ts'
import { readSealingSecret } from '../db/sealing-key.ts'
import type { CalendarRow } from '../db/schema.ts'
import { allCalendars, byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireFree } from '../model/precondition.ts'
import { digestOf, makeSecret, writeAddress } from './address.ts'

const MAX_CALENDARS = 50

export interface NewCalendar {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
  readonly name: string
  readonly shows: CalendarRow['shows']
  /** In the language of docs/filters.md; null: all that is open. */
  readonly filter: string | null
}

export interface CreatedCalendar {
  readonly row: CalendarRow
  /** The secret part of its address: told once, and only a digest of it is kept. */
  readonly address: string
}

/** Opens a calendar to whoever gets its address. ID_TAKEN, QUOTA_EXCEEDED. */
export async function createCalendar(
  database: Database,
  owner: UserId,
  { id = uuidv7(), name, shows, filter }: NewCalendar,
): Promise<Mutation<CreatedCalendar>> {
  const sealingSecret = await readSealingSecret(database)
  const secret = makeSecret()
  const address = writeAddress(sealingSecret, { owner, id, secret })
  return {
    foresee: [byId('calendar', id), allCalendars],
    work(workspace) {
      requireFree(workspace, 'calendar', id)
      if (workspace.select(allCalendars).length >= MAX_CALENDARS) {
        throw new UsageError('calendars', MAX_CALENDARS)
      }
      const secretDigest = digestOf(secret)
      return { row: workspace.put('calendar', { id, name, shows, filter, secretDigest }), address }
    },
  }
}
