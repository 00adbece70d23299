// The tables of passkeys, which Better Auth knows nothing of.
import { bigint, boolean, index, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, user } from './schema.ts'

export const passkey = pgTable(
  'passkey',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    credentialId: text('credential_id').notNull().unique(),
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').notNull(),
    backedUp: boolean('backed_up').notNull(),
    name: text('name').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [index('passkey_user_id_idx').on(table.userId)],
)

export const answeredChallenge = pgTable(
  'answered_challenge',
  {
    id: text('id').primaryKey(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('answered_challenge_expires_at_idx').on(table.expiresAt)],
)

export const passkeyTables = { passkey, answeredChallenge }
