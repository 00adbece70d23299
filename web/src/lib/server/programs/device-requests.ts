// Programs that wait for a person's word (RFC 8628): asked for, looked at, judged once, fetched once.
import { randomBytes } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import { scopesFrom, type LifetimeDays, type ProgramScope } from '../../account/programs.ts'
import type { Client } from '../account/client.ts'
import type { AuthConfig } from '../auth/options.ts'
import type { AuthDatabase } from '../db/open.ts'
import { deviceRequest } from '../db/program-tables.ts'
import { addProgram, type CreatedProgram, type ProgramTransaction } from './grants.ts'
import { hashOf } from './secret.ts'
import { newUserCode, userCodeHash } from './user-code.ts'

/** Seconds: long enough to fetch a phone, short enough that few codes can be met at once. */
export const REQUEST_LIFETIME = 10 * 60
/** Seconds between two questions (§3.2), and how much longer they get for who can't wait (§3.5). */
export const INTERVAL = 5
/** A clock and a network are never exact. */
const TOLERANCE_SECONDS = 1
const ATTEMPTS = 5

export interface DeviceRoom {
  db: AuthDatabase
  config: AuthConfig
}

export interface OpenedRequest {
  deviceCode: string
  userCode: string
}

export async function openRequest(
  { db, config }: DeviceRoom,
  asked: { clientId: string; scopes: readonly ProgramScope[]; client: Client },
): Promise<OpenedRequest> {
  const deviceCode = randomBytes(32).toString('base64url')
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const userCode = newUserCode()
    const taken = await db
      .insert(deviceRequest)
      .values({
        id: hashOf(deviceCode),
        userCodeHash: userCodeHash(config, userCode),
        ...{ clientId: asked.clientId, scopes: asked.scopes.join(' '), ...asked.client },
        intervalSeconds: INTERVAL,
        expiresAt: sql`now() + make_interval(secs => ${REQUEST_LIFETIME})`,
      })
      .onConflictDoNothing()
      .returning({ id: deviceRequest.id })
    if (taken.length > 0) return { deviceCode, userCode }
  }
  throw new Error('no user code is free')
}

export interface PendingRequest {
  clientId: string
  scopes: readonly ProgramScope[]
  ipAddress: string | null
  userAgent: string | null
  createdAt: Date
}

/** Null when nothing waits under this code: judged already, too old, or never asked. */
export async function findRequest(
  { db, config }: DeviceRoom,
  userCode: string,
): Promise<PendingRequest | null> {
  const [row] = await db.select().from(deviceRequest).where(waitsUnder(config, userCode))
  if (!row) return null
  const { clientId, ipAddress, userAgent, createdAt } = row
  return { clientId, scopes: scopesOf(row), ipAddress, userAgent, createdAt }
}

/** @returns false when nothing waits under this code any more: of however many at once one judges */
export async function judgeRequest(
  { db, config }: DeviceRoom,
  userCode: string,
  verdict: { userId: string; days: LifetimeDays } | 'denied',
): Promise<boolean> {
  const set =
    verdict === 'denied' ? { status: 'denied' } : { status: 'approved' as const, ...verdict }
  const judged = await db
    .update(deviceRequest)
    .set(set)
    .where(waitsUnder(config, userCode))
    .returning({ id: deviceRequest.id })
  return judged.length > 0
}

/** What a program is told that asks whether it is let in: an error of RFC 8628 §3.5, or its secret. */
export type Redemption =
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token'
  | 'access_denied'
  | 'invalid_grant'
  | CreatedProgram

export function redeem(
  db: AuthDatabase,
  { deviceCode, clientId }: { deviceCode: string; clientId: string },
): Promise<Redemption> {
  return db.transaction(async (transaction) => {
    const [row] = await transaction
      .select({
        request: deviceRequest,
        isOver: sql<boolean>`${deviceRequest.expiresAt} <= now()`,
        isHasty: sql<boolean>`coalesce(${deviceRequest.lastPolledAt} > clock_timestamp()
          - make_interval(secs => ${deviceRequest.intervalSeconds} - ${TOLERANCE_SECONDS}), false)`,
      })
      .from(deviceRequest)
      // Bound to the client that asked (§3.4): another one's code is none.
      .where(and(eq(deviceRequest.id, hashOf(deviceCode)), eq(deviceRequest.clientId, clientId)))
      .for('update')
    if (!row) return 'invalid_grant'
    const { request, isOver, isHasty } = row
    if (isOver) return 'expired_token'
    if (request.status === 'pending') {
      await notePoll(transaction, request.id, isHasty)
      return isHasty ? 'slow_down' : 'authorization_pending'
    }
    // Judged: it is fetched once, and gone.
    await transaction.delete(deviceRequest).where(eq(deviceRequest.id, request.id))
    const { userId, days } = request
    if (request.status !== 'approved' || userId === null || days === null) return 'access_denied'
    const wanted = { userId, days, name: clientId, kind: 'device' as const }
    const created = await addProgram(transaction, { ...wanted, scopes: scopesOf(request) })
    return created ?? 'access_denied'
  })
}

async function notePoll(
  transaction: ProgramTransaction,
  id: string,
  isHasty: boolean,
): Promise<void> {
  const longer = isHasty ? INTERVAL : 0
  await transaction
    .update(deviceRequest)
    .set({
      lastPolledAt: sql`clock_timestamp()`,
      intervalSeconds: sql`least(${deviceRequest.intervalSeconds} + ${longer}::integer, 60)`,
    })
    .where(eq(deviceRequest.id, id))
}

function waitsUnder(config: AuthConfig, userCode: string) {
  const mine = eq(deviceRequest.userCodeHash, userCodeHash(config, userCode))
  return and(mine, eq(deviceRequest.status, 'pending'), gt(deviceRequest.expiresAt, sql`now()`))
}

function scopesOf({ scopes }: { scopes: string }): readonly ProgramScope[] {
  return scopesFrom(scopes.split(' ')) ?? []
}
