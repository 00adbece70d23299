// Programs that act for a person: made, listed and ended by their owner, found by their secret.
import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, gt, sql } from 'drizzle-orm'
import { mostPrograms, scopesFrom, type ProgramScope } from '../../account/programs.ts'
import type { AuthDatabase } from '../db/open.ts'
import { deviceRequest, program } from '../db/program-tables.ts'
import { user } from '../db/schema.ts'
import { hashOf, isSecret, newSecret } from './secret.ts'

export type ProgramTransaction = Parameters<Parameters<AuthDatabase['transaction']>[0]>[0]

export interface NewProgram {
  userId: string
  name: string
  kind: 'token' | 'device'
  scopes: readonly ProgramScope[]
  days: number
}

/** What a program may do at this moment. */
export interface Grant {
  id: string
  userId: string
  scopes: readonly ProgramScope[]
  expiresAt: Date
}

export interface CreatedProgram {
  /** Known now, and never again. */
  secret: string
  grant: Grant
}

/** @returns null when the person has as many as one may have */
export function createProgram(
  db: AuthDatabase,
  wanted: NewProgram,
): Promise<CreatedProgram | null> {
  return db.transaction((transaction) => addProgram(transaction, wanted))
}

/** The same as a part of something larger. */
export async function addProgram(
  transaction: ProgramTransaction,
  { userId, name, kind, scopes, days }: NewProgram,
): Promise<CreatedProgram | null> {
  // One after the other, so that two at once don't both become the last one.
  await transaction.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('update')
  const [found] = await transaction
    .select({ living: count() })
    .from(program)
    .where(and(eq(program.userId, userId), isLiving))
  if ((found?.living ?? 0) >= mostPrograms) return null
  const secret = newSecret()
  const [created] = await transaction
    .insert(program)
    .values({
      id: randomUUID(),
      ...{ userId, name, kind, scopes: scopes.join(' '), secretHash: hashOf(secret) },
      expiresAt: sql`now() + make_interval(days => ${days}::integer)`,
    })
    .returning()
  if (!created) throw new Error('the database took no program')
  return { secret, grant: toGrant(created) }
}

/** Whose secret this is, if it still counts; notes that it is in use, and from where. */
export async function useProgram(
  db: AuthDatabase,
  secret: string,
  address: string | null,
): Promise<Grant | null> {
  if (!isSecret(secret)) return null
  const [used] = await db
    .update(program)
    .set({ lastUsedAt: sql`now()`, lastUsedAddress: address })
    .where(and(eq(program.secretHash, hashOf(secret)), isLiving))
    .returning()
  return used ? toGrant(used) : null
}

export type ListedProgram = Omit<
  typeof program.$inferSelect,
  'userId' | 'secretHash' | 'scopes'
> & {
  scopes: readonly ProgramScope[]
}

/** The living ones, the newest first. */
export async function listPrograms(db: AuthDatabase, userId: string): Promise<ListedProgram[]> {
  const rows = await db
    .select()
    .from(program)
    .where(and(eq(program.userId, userId), isLiving))
    .orderBy(desc(program.createdAt), desc(program.id))
  return rows.map(({ userId: _, secretHash: __, ...row }) => ({ ...row, scopes: scopesOf(row) }))
}

/** @returns false for what is not there, be it ended or somebody else's: nobody can tell which */
export async function revokeProgram(
  db: AuthDatabase,
  userId: string,
  id: string,
): Promise<boolean> {
  const ended = await db
    .delete(program)
    .where(and(eq(program.userId, userId), eq(program.id, id)))
    .returning({ id: program.id })
  return ended.length > 0
}

/** Those that wait to be let in as well. @returns how many there were */
export async function revokeAllPrograms(db: AuthDatabase, userId: string): Promise<number> {
  return db.transaction(async (transaction) => {
    await transaction.delete(deviceRequest).where(eq(deviceRequest.userId, userId))
    const ended = await transaction
      .delete(program)
      .where(eq(program.userId, userId))
      .returning({ id: program.id })
    return ended.length
  })
}

const isLiving = gt(program.expiresAt, sql`now()`)

function toGrant(row: typeof program.$inferSelect): Grant {
  const { id, userId, expiresAt } = row
  return { id, userId, expiresAt, scopes: scopesOf(row) }
}

/** A scope of a later version, met after a roll-back, is none. */
function scopesOf({ scopes }: { scopes: string }): readonly ProgramScope[] {
  return scopes.split(' ').flatMap((scope) => scopesFrom([scope]) ?? [])
}
