// What happened to an account, for its owner to read. Writing it down never stands in the way of
// what happened: a failure is a line in the log.
import { randomUUID } from 'node:crypto'
import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { SecurityKind, SecurityOutcome } from '../../account/security-kinds.ts'
import { securityEvent } from '../db/account-tables.ts'
import type { AuthDatabase } from '../db/open.ts'
import { user } from '../db/schema.ts'
import { describeError, type Logger } from '../log.ts'
import type { Client } from './client.ts'

/** What an event is written with: the database, and somebody to tell when that fails. */
export interface EventBook {
  db: AuthDatabase
  logger: Logger
}

export interface SecurityEvent {
  userId: string
  kind: SecurityKind
  outcome?: SecurityOutcome
  client: Client
  /** The session it was done in, if there is one. */
  sessionId?: string | null
}

/** Writes the event into the owner's list. Never rejects. */
export async function recordSecurityEvent(book: EventBook, event: SecurityEvent): Promise<void> {
  const { userId, kind, outcome = 'success', client, sessionId = null } = event
  await written(book, kind, () =>
    book.db
      .insert(securityEvent)
      .values({ id: randomUUID(), userId, kind, outcome, ...client, sessionId }),
  )
}

/**
 * A refused sign-in, which names an address and not a person. One statement looks the person up and
 * writes the event, so that the database does the same whether or not there is an account; and
 * nobody waits for it, so that the answer comes as early for the one as for the other. Never rejects.
 */
export async function recordRefusedSignIn(
  book: EventBook,
  email: string,
  { ipAddress, userAgent }: Client,
): Promise<void> {
  await written(book, 'sign-in', () =>
    book.db.execute(sql`
      insert into ${securityEvent} (id, user_id, kind, outcome, ip_address, user_agent)
      select ${randomUUID()}, ${user.id}, 'sign-in', 'failure', ${ipAddress}, ${userAgent}
      from ${user} where ${user.email} = ${email.toLowerCase()}`),
  )
}

async function written(
  { logger }: EventBook,
  kind: string,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write()
  } catch (error) {
    logger.error('a security event was not written', { kind, ...describeError(error) })
  }
}

export type ListedEvent = Pick<
  typeof securityEvent.$inferSelect,
  'id' | 'kind' | 'outcome' | 'at' | 'ipAddress' | 'userAgent' | 'sessionId'
>

export interface EventPage {
  events: ListedEvent[]
  /** Asks for the page after this one; null on the last. */
  next: string | null
}

const PAGE = 50

/** The newest first. A cursor nobody has given out counts as none. */
export async function listSecurityEvents(
  db: AuthDatabase,
  userId: string,
  cursor: string | null,
): Promise<EventPage> {
  const { id, kind, outcome, at, ipAddress, userAgent, sessionId } = securityEvent
  const before = placeOf(cursor)
  const rows = await db
    .select({ id, kind, outcome, at, ipAddress, userAgent, sessionId })
    .from(securityEvent)
    .where(
      and(
        eq(securityEvent.userId, userId),
        before && or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(PAGE + 1)
  const events = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? events.at(-1) : undefined
  return { events, next: last ? `${last.at.getTime()}.${last.id}` : null }
}

function placeOf(cursor: string | null): { at: Date; id: string } | undefined {
  const [, time = '', id = ''] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  return id === '' ? undefined : { at: new Date(Number(time)), id }
}

const KEPT_DAYS = 90
/**
 * Rows a person: refusals are counted apart, so that somebody who keeps guessing can not push out
 * of the list what they did once they had guessed right.
 */
export const keptRows = { success: 400, failure: 100 } as const
const ROWS_AT_ONCE = 1000
const PEOPLE_AT_ONCE = 100
const ROUNDS = 20

/** Deletes in small bites, so that no statement holds many rows or runs into its timeout. */
export async function purgeSecurityEvents(db: AuthDatabase): Promise<void> {
  const old = sql`delete from ${securityEvent} where id in (
    select id from ${securityEvent}
    where at < now() - make_interval(days => ${KEPT_DAYS}) limit ${ROWS_AT_ONCE}) returning id`
  await repeat(async () => (await db.execute(old)).length === ROWS_AT_ONCE)
  for (const [outcome, kept] of Object.entries(keptRows)) {
    const surplus = sql`delete from ${securityEvent} where id in (
      select surplus.id from (
        select user_id from ${securityEvent} where outcome = ${outcome}
        group by user_id having count(*) > ${kept} limit ${PEOPLE_AT_ONCE}) as person
      cross join lateral (
        select id from ${securityEvent} as event
        where event.user_id = person.user_id and event.outcome = ${outcome}
        order by at desc, id desc offset ${kept} limit ${ROWS_AT_ONCE}) as surplus)
      returning id`
    await repeat(async () => (await db.execute(surplus)).length > 0)
  }
}

async function repeat(again: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) if (!(await again())) return
}
