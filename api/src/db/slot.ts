import { createHash } from 'node:crypto'
import postgres from 'postgres'
import type { UserId } from '../auth/user-id.ts'
import { toConnectionUrl } from './connection-url.ts'
import { prepareStatements } from './statements.ts'
import type { Statements } from './statements.ts'

export interface SlotOptions {
  readonly url: string
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
  /** False behind a pooler in transaction mode: statements then have no name. */
  readonly prepare: boolean
  /** What goes on by itself is told from requests by this: the server calls it `holdfast-api-…`. */
  readonly name?: string
}

const CONNECT_TIMEOUT_SECONDS = 3

/**
 * One connection with its statements. A client of `max: 1` instead of a reserved connection: it
 * reconnects by itself, and what is issued in one turn is sent in one write and answered in one
 * round trip, in order. Should the connection break between two turns of a transaction, the new
 * one has no `app.owner`: row-level security then refuses what follows.
 */
export class Slot {
  readonly statements: Statements
  readonly #client: postgres.Sql
  readonly #limits: Pick<SlotOptions, 'statementTimeoutMs' | 'lockTimeoutMs'>

  constructor({ url, statementTimeoutMs, lockTimeoutMs, prepare, name }: SlotOptions) {
    this.#client = postgres(toConnectionUrl(url), {
      max: 1,
      prepare,
      fetch_types: false,
      connect_timeout: CONNECT_TIMEOUT_SECONDS,
      // Only a query makes it reconnect, and each one that fails has been answered 503.
      backoff: () => 0,
      connection: {
        application_name: name === undefined ? 'holdfast-api' : `holdfast-api-${name}`,
        TimeZone: 'UTC',
      },
      onnotice: () => undefined,
    })
    this.statements = prepareStatements(this.#client)
    this.#limits = { statementTimeoutMs, lockTimeoutMs }
  }

  /**
   * What reads sees one moment, however many statements it takes: a write that commits between two
   * of them is in none. A write sees what is committed by the time it has the owner's lock. Without
   * `read only` it is what the server's default says, so a read-only server refuses it.
   */
  begin(mode: 'read only' | 'default'): Promise<unknown> {
    const level = mode === 'read only' ? 'repeatable read read only' : 'read committed'
    return this.#send(`begin isolation level ${level}`)
  }

  /**
   * Sets whose rows the rest of the transaction may see, and how long it may take: `patience` times
   * as long as others.
   */
  setOwner(owner: UserId, patience = 1): Promise<unknown> {
    const { statementTimeoutMs, lockTimeoutMs } = this.#limits
    const timeoutMs = statementTimeoutMs * patience
    return this.#send(SET_OWNER, [owner, `${timeoutMs}`, `${lockTimeoutMs}`, `${timeoutMs * 2}`])
  }

  /**
   * Rows when the owner was erased and may not be written to. Only to be believed once the owner's
   * row is locked by the same transaction: by then no erasure is under way.
   */
  findErasure(owner: UserId): Promise<unknown> {
    return this.#send(FIND_ERASURE, [erasureKey(owner)])
  }

  /** Keeps others from writing to the owner until then (seconds since 1970). */
  recordErasure(owner: UserId, until: number): Promise<unknown> {
    return this.#send(RECORD_ERASURE, [erasureKey(owner), `${until}`])
  }

  commit(): Promise<unknown> {
    return this.#send('commit')
  }

  rollback(): Promise<unknown> {
    return this.#send('rollback')
  }

  /** A query outside any owner's rows: start-up checks, and the key that seals addresses. */
  query<Row extends object>(text: string): Promise<Row[]> {
    return this.#client.unsafe<Row[]>(text)
  }

  close(timeoutSeconds: number): Promise<void> {
    return this.#client.end({ timeout: timeoutSeconds })
  }

  /** A statement of the write pipeline: its text is ours, its values are parameters. */
  run<Row extends object>(text: string, values: readonly (string | null)[]): Promise<Row[]> {
    return this.#client.unsafe<Row[]>(text, [...values], { prepare: true }).execute()
  }

  #send(text: string, values: string[] = []): Promise<unknown> {
    return this.#client.unsafe(text, values, { prepare: values.length > 0 }).execute()
  }
}

// Local to the transaction (`true`): the next one on this connection starts with nothing set.
const SET_OWNER = `select set_config('app.owner', $1, true),
  set_config('statement_timeout', $2, true),
  set_config('lock_timeout', $3, true),
  set_config('idle_in_transaction_session_timeout', $4, true)`

// Beside the ended sessions: kept, told to nobody and forgotten like them.
const FIND_ERASURE = `select 1 from auth.revocations
  where key = $1 and expires_at > extract(epoch from clock_timestamp())`

const RECORD_ERASURE = `insert into auth.revocations (key, expires_at) values ($1, $2::float8)
  on conflict (key) do update set
    expires_at = greatest(revocations.expires_at, excluded.expires_at), recorded_at = clock_timestamp()`

/** A digest, so that what is kept of somebody names nobody; and no key of a session or a subject. */
function erasureKey(owner: UserId): string {
  return createHash('sha256').update(`erased:${owner}`).digest('base64url')
}
