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
  readonly #limits: string[]

  constructor({ url, statementTimeoutMs, lockTimeoutMs, prepare }: SlotOptions) {
    this.#client = postgres(toConnectionUrl(url), {
      max: 1,
      prepare,
      fetch_types: false,
      connect_timeout: CONNECT_TIMEOUT_SECONDS,
      // Only a query makes it reconnect, and each one that fails has been answered 503.
      backoff: () => 0,
      connection: { application_name: 'holdfast-api', TimeZone: 'UTC' },
      onnotice: () => undefined,
    })
    this.statements = prepareStatements(this.#client)
    this.#limits = [`${statementTimeoutMs}`, `${lockTimeoutMs}`, `${statementTimeoutMs * 2}`]
  }

  /** Without `read only` it is what the server's default says, so a read-only server refuses it. */
  begin(mode: 'read only' | 'default'): Promise<unknown> {
    const suffix = mode === 'read only' ? ' read only' : ''
    return this.#send(`begin isolation level read committed${suffix}`)
  }

  /** Sets whose rows the rest of the transaction may see, and how long it may take. */
  setOwner(owner: UserId): Promise<unknown> {
    return this.#send(SET_OWNER, [owner, ...this.#limits])
  }

  commit(): Promise<unknown> {
    return this.#send('commit')
  }

  rollback(): Promise<unknown> {
    return this.#send('rollback')
  }

  /** A query outside any owner's rows: start-up checks only. */
  query<Row extends object>(text: string): Promise<Row[]> {
    return this.#client.unsafe<Row[]>(text)
  }

  close(timeoutSeconds: number): Promise<void> {
    return this.#client.end({ timeout: timeoutSeconds })
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
