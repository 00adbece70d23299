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
import { fingerprint } from './journal.ts'

export interface Stage {
  /** Straight to PostgreSQL. */
  readonly direct: Database
  /** Behind the gate. */
  readonly gated: Database
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
  /** Of all that she has. */
  readonly fingerprint: string
}

// PostgreSQL notices a cut connection at once; these are for a machine that is busy with other things.
const LIMITS = { statementTimeoutMs: 5000, lockTimeoutMs: 5000, poolWaitMs: 10_000, prepare: true }
const POOL_SIZE = 4

export async function openStage(apiUrl: string, root: postgres.Sql): Promise<Stage> {
  const gate = await openGate(apiUrl)
  const direct = openDatabase({ url: apiUrl, poolSize: POOL_SIZE, ...LIMITS })
  const gated = openDatabase({ url: gate.url, poolSize: POOL_SIZE, ...LIMITS })
  const truth = drizzle({ client: root })
  return {
    direct,
    gated,
    gate,
    truth,
    bystander: await addBystander(direct, truth),
    async close() {
      await Promise.all([direct.close(), gated.close()])
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
  return { owner, ids, fingerprint: await fingerprint(truth, owner) }
}
