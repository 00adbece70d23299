// The signing keys in the database. Better Auth's own look-up reads 100 rows in no order and makes
// a key per parallel first request; this one reads the newest few and makes one key at a time.
import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { jwks } from '../db/schema.ts'

export const KEY_LIFETIME_SECONDS = 30 * 24 * 60 * 60
/** How long a retired key stays published: far longer than any token it signed. */
export const KEY_GRACE_SECONDS = 24 * 60 * 60

const PUBLISHED_KEYS = 20
/** Every replica takes the same advisory lock before it makes a key. */
const KEY_LOCK = 7_304_115_202

type NewKey = Pick<typeof jwks.$inferInsert, 'publicKey' | 'privateKey' | 'expiresAt'> & {
  alg?: string | null | undefined
  crv?: string | null | undefined
}

const live = () => or(isNull(jwks.expiresAt), gt(jwks.expiresAt, new Date()))

export function createKeyStore(db: AuthDatabase) {
  return {
    async getJwks() {
      const cutoff = new Date(Date.now() - KEY_GRACE_SECONDS * 1000)
      const rows = await db
        .select()
        .from(jwks)
        .where(or(isNull(jwks.expiresAt), gt(jwks.expiresAt, cutoff)))
        .orderBy(desc(jwks.createdAt), desc(jwks.id))
        .limit(PUBLISHED_KEYS)
      return rows.map(toJwk)
    },
    /** The key that signs now: the newest that has not retired. */
    async getSigningKey() {
      const [row] = await db
        .select()
        .from(jwks)
        .where(live())
        .orderBy(desc(jwks.createdAt), desc(jwks.id))
        .limit(1)
      return row
    },
    /** Answers the key another request or replica has made meanwhile, if there is one. */
    async createJwk(key: NewKey) {
      return db.transaction(async (transaction) => {
        await transaction.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`)
        const [existing] = await transaction
          .select()
          .from(jwks)
          .where(live())
          .orderBy(desc(jwks.createdAt), desc(jwks.id))
          .limit(1)
        if (existing) return toJwk(existing)
        const { publicKey, privateKey, expiresAt = null } = key
        const [created] = await transaction
          .insert(jwks)
          .values({
            id: randomUUID(),
            publicKey,
            privateKey,
            expiresAt,
            alg: key.alg ?? null,
            crv: key.crv ?? null,
            createdAt: new Date(),
          })
          .returning()
        if (!created) throw new Error('the database took no key')
        return toJwk(created)
      })
    },
  }
}

/** Ends the life of the keys that this secret can't read: they were made under another one. */
export async function retireUnreadableKeys(
  db: AuthDatabase,
  isReadable: (privateKey: string) => Promise<boolean>,
): Promise<number> {
  let retired = 0
  for (const key of await db.select().from(jwks).where(live())) {
    if (await isReadable(key.privateKey)) continue
    await db
      .update(jwks)
      .set({ expiresAt: new Date() })
      .where(and(eq(jwks.id, key.id), live()))
    retired += 1
  }
  return retired
}

function toJwk(row: typeof jwks.$inferSelect) {
  const { alg, crv, expiresAt, ...key } = row
  return {
    ...key,
    ...(expiresAt && { expiresAt }),
    ...(alg === 'EdDSA' && { alg: 'EdDSA' as const }),
    ...(crv === 'Ed25519' && { crv: 'Ed25519' as const }),
  }
}
