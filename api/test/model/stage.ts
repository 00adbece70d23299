// What sequences share that come one after the other: connections, a gate before them, a bystander.
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Kind } from './names.ts'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { v7 as uuidv7 } from 'uuid'
import type postgres from 'postgres'
import type { UserId } from '../../src/auth/user-id.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Database } from '../../src/db/database.ts'
import { createLabel } from '../../src/labels/create.ts'
import { createList } from '../../src/lists/create.ts'
import { createSection } from '../../src/sections/create.ts'
import { addTask, run } from '../writing.ts'
import { openGate } from './gate.ts'
import type { Gate } from './gate.ts'
import { readTruth } from './journal.ts'
import type { Truth } from './journal.ts'

export interface Stage {
  /** Behind the gate. */
  readonly database: Database
  readonly gate: Gate
  /** Past the api and its rules. */
  readonly truth: PostgresJsDatabase
  /** Another owner, whom nothing may reach. */
  readonly bystander: Bystander
  close(): Promise<void>
}

interface Bystander {
  readonly owner: UserId
  readonly ids: Readonly<Record<Kind, string>>
  readonly truth: Truth
}

// A connection that was cut in the middle costs no more than this.
const LIMITS = { statementTimeoutMs: 500, lockTimeoutMs: 500, poolWaitMs: 5000, prepare: true }
const POOL_SIZE = 4

export async function openStage(apiUrl: string, root: postgres.Sql): Promise<Stage> {
  const gate = await openGate(apiUrl)
  const database = openDatabase({ url: gate.url, poolSize: POOL_SIZE, ...LIMITS })
  const truth = drizzle({ client: root })
  return {
    database,
    gate,
    truth,
    bystander: await addBystander(database, truth),
    async close() {
      await database.close()
      await gate.close()
    },
  }
}

async function addBystander(database: Database, truth: PostgresJsDatabase): Promise<Bystander> {
  const owner = `bystander-${uuidv7()}` as UserId
  const fields = { color: 'gray' } as const
  const list = await run(database, owner, createList({ name: 'hers', archived: false, ...fields }))
  const section = await run(database, owner, createSection({ listId: list.id, name: 'hers' }))
  const label = await run(database, owner, createLabel({ name: 'milk', ...fields }))
  const task = await addTask(database, owner, { listId: list.id, labelIds: [label.id] })
  const ids = { task: task.id, list: list.id, section: section.id, label: label.id }
  return { owner, ids, truth: await readTruth(truth, owner) }
}
