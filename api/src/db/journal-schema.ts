/** What the write pipeline keeps beside the owner's rows. */
import { bigint, integer, json, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

/** Each change by its number, the owner's seq: who, when, by which operation. */
export const changes = pgTable('changes', {
  ownerId: text('owner_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  at: instant('at').notNull(),
  /** The operationId. */
  operation: text('operation').notNull(),
  /** A digest of the session's id; null when the token names none. */
  session: text('session'),
  undoes: bigint('undoes', { mode: 'number' }),
  undoneBy: bigint('undone_by', { mode: 'number' }),
})

/** Each row that a change touched, before and after; null where there was or is none. */
export const changeRows = pgTable('change_rows', {
  ownerId: text('owner_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  ordinal: integer('ordinal').notNull(),
  kind: text('kind').notNull(),
  id: uuid('id').notNull(),
  before: jsonb('before'),
  after: jsonb('after'),
})

/** What is gone for good, for those who follow the changes. */
export const tombstones = pgTable('tombstones', {
  ownerId: text('owner_id').notNull(),
  kind: text('kind').notNull(),
  id: uuid('id').notNull(),
  version: bigint('version', { mode: 'number' }).notNull(),
  at: instant('at').notNull(),
})

/** The answers to requests that carried an Idempotency-Key. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  ownerId: text('owner_id').notNull(),
  /** A digest of the operation and the key. */
  key: text('key').notNull(),
  /** A digest of the request. */
  fingerprint: text('fingerprint').notNull(),
  answer: json('answer').notNull(),
  createdAt: instant('created_at').notNull(),
})
