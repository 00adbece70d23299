// The passkeys of a person: for their page, and for authenticators.
import { desc, eq } from 'drizzle-orm'
import type { AuthenticatorTransport } from '@simplewebauthn/server'
import type { AuthDatabase } from '../../db/open.ts'
import { passkey } from '../../db/passkey-tables.ts'

export type ListedPasskey = Pick<
  typeof passkey.$inferSelect,
  'id' | 'name' | 'backedUp' | 'createdAt' | 'lastUsedAt'
>

/** The newest first. */
export async function listPasskeys(db: AuthDatabase, userId: string): Promise<ListedPasskey[]> {
  const { id, name, backedUp, createdAt, lastUsedAt } = passkey
  return db
    .select({ id, name, backedUp, createdAt, lastUsedAt })
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(desc(createdAt), desc(id))
}

/** WebAuthn §5.8.3. */
export async function descriptorsOf(db: AuthDatabase, userId: string) {
  const { credentialId: id, transports } = passkey
  const rows = await db.select({ id, transports }).from(passkey).where(eq(passkey.userId, userId))
  return rows.map((row) => ({
    id: row.id,
    transports: row.transports.split(',').filter(Boolean) as AuthenticatorTransport[],
  }))
}
