// The signing keys in the database, as Better Auth reads them. Its own look-up reads 100 rows in no
// order, signs with the newest key, which nobody has seen yet, and makes a key per parallel request.
import { randomUUID } from 'node:crypto'
import { asc, desc, gt, isNull, or, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { jwks } from '../db/schema.ts'
import type { Config } from '../config/load.ts'

export type KeyTimes = Pick<
  Config,
  'SIGNING_KEY_ROTATION_SECONDS' | 'SIGNING_KEY_AHEAD_SECONDS' | 'SIGNING_KEY_KEPT_SECONDS'
>

export type KeyRow = typeof jwks.$inferSelect
export type NewKey = Pick<typeof jwks.$inferInsert, 'publicKey' | 'privateKey'> & {
  alg?: string | null | undefined
  crv?: string | null | undefined
}
export type KeyTransaction = Parameters<Parameters<AuthDatabase['transaction']>[0]>[0]

/** Every replica takes the same advisory lock before it changes keys. */
const KEY_LOCK = 7_304_115_202

// The database's clock, because it is one for all replicas. `expires_at` is when a key stops
// signing; null until its successor is there.
const now = sql`clock_timestamp()`
export const secondsFromNow = (seconds: number) => sql`${now} + make_interval(secs => ${seconds})`
export const stillSigns = () => or(isNull(jwks.expiresAt), gt(jwks.expiresAt, now))
const signsNow = sql<boolean>`coalesce(${jwks.expiresAt} > ${now}, true)`

export function createKeyStore(db: AuthDatabase, times: KeyTimes) {
  return {
    /** What is published. Better Auth signs with the newest that is not over: it is shown just one. */
    async getJwks() {
      const rows = await db
        .select({ key: jwks, signs: signsNow })
        .from(jwks)
        .where(
          or(
            isNull(jwks.expiresAt),
            gt(jwks.expiresAt, secondsFromNow(-times.SIGNING_KEY_KEPT_SECONDS)),
          ),
        )
        .orderBy(asc(jwks.createdAt), asc(jwks.id))
      const signer = rows.find(({ signs }) => signs)
      return rows.map(({ key }) => toJwk(key, key.id === signer?.key.id)).reverse()
    },
    /** The key that signs now: the oldest that is not over, as the newer ones are not known everywhere. */
    async getSigningKey(): Promise<KeyRow | undefined> {
      const [row] = await db
        .select()
        .from(jwks)
        .where(stillSigns())
        .orderBy(asc(jwks.createdAt), asc(jwks.id))
        .limit(1)
      return row
    },
    /** Better Auth found none. Answers the one that another request or replica has made meanwhile. */
    createJwk: (key: NewKey) =>
      withKeyLock(db, async (transaction) => {
        const [existing] = await transaction
          .select()
          .from(jwks)
          .where(stillSigns())
          .orderBy(desc(jwks.createdAt))
          .limit(1)
        return toJwk(existing ?? (await insertKey(transaction, key)), true)
      }),
  }
}

/** One replica at a time: who comes second sees what the first has done. */
export function withKeyLock<Result>(
  db: AuthDatabase,
  work: (transaction: KeyTransaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`)
    return work(transaction)
  })
}

export async function insertKey(transaction: KeyTransaction, key: NewKey): Promise<KeyRow> {
  const { publicKey, privateKey, alg = null, crv = null } = key
  const [created] = await transaction
    .insert(jwks)
    .values({ id: randomUUID(), publicKey, privateKey, alg, crv, createdAt: now })
    .returning()
  if (!created) throw new Error('the database took no key')
  return created
}

/** The private part is for the key that signs; the others are over, as far as Better Auth sees. */
function toJwk(row: KeyRow, signs: boolean) {
  const { alg, crv, expiresAt: _, privateKey, ...key } = row
  return {
    ...key,
    privateKey: signs ? privateKey : '',
    ...(!signs && { expiresAt: new Date(0) }),
    ...(alg === 'EdDSA' && { alg: 'EdDSA' as const }),
    ...(crv === 'Ed25519' && { crv: 'Ed25519' as const }),
  }
}
