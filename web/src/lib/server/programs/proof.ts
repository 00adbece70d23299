// What outlives the session takes more than the session: the password again, or, for somebody who
// signs in without one, having done so just now.
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Auth } from '../auth/create.ts'
import type { AuthConfig } from '../auth/options.ts'
import type { AuthDatabase } from '../db/open.ts'
import { account, session } from '../db/schema.ts'
import { sender, spend } from './limits.ts'

export interface ProofRoom {
  auth: Auth
  config: Pick<AuthConfig, 'AUTH_ATTEMPTS_PER_MINUTE'>
  db: AuthDatabase
}

export interface Claimed {
  userId: string
  sessionId: string | undefined
  password: string
  address: string | null
}

export type Proof = 'given' | 'wrong-password' | 'sign-in-again' | 'too-many'

const PER_PERSON = 20
const WINDOW_SECONDS = 10 * 60
/** How long a sign-in without a password counts as one of this moment. */
const FRESH_SECONDS = 10 * 60

export async function hasPassword(db: AuthDatabase, userId: string): Promise<boolean> {
  return (await passwordHashOf(db, userId)) !== null
}

export async function prove({ auth, config, db }: ProofRoom, claimed: Claimed): Promise<Proof> {
  const { userId, sessionId = '', password, address } = claimed
  const hash = await passwordHashOf(db, userId)
  if (hash === null) return (await isFresh(db, userId, sessionId)) ? 'given' : 'sign-in-again'
  const wait = await spend(db, [
    { key: `proof|${userId}`, max: PER_PERSON, window: WINDOW_SECONDS },
    { key: `proof|${sender(address)}`, max: config.AUTH_ATTEMPTS_PER_MINUTE },
  ])
  if (wait !== null) return 'too-many'
  const { password: passwords } = await auth.$context
  return (await passwords.verify({ hash, password })) ? 'given' : 'wrong-password'
}

async function passwordHashOf(db: AuthDatabase, userId: string): Promise<string | null> {
  const [found] = await db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
  return found?.hash ?? null
}

async function isFresh(db: AuthDatabase, userId: string, sessionId: string): Promise<boolean> {
  const since = sql`now() - make_interval(secs => ${FRESH_SECONDS})`
  const found = await db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), eq(session.userId, userId), gt(session.createdAt, since)))
  return found.length > 0
}
