/**
 * The way to the tasks database: a bounded set of connections, each use of one bounded in time.
 */
import { DatabaseError, toDatabaseError } from './errors.ts'
import { DatabaseRoleError, checkRole } from './role-check.ts'
import { Slot } from './slot.ts'
import type { SlotOptions } from './slot.ts'

export interface DatabaseOptions extends SlotOptions {
  /** Connections at most. */
  readonly poolSize: number
  /** How long a request waits for a connection before it is answered 503. */
  readonly poolWaitMs: number
}

export interface Database {
  /**
   * Runs `work` on a connection nobody else has meanwhile. Rejects with DatabaseError: BUSY when
   * none comes free in time, UNREACHABLE when the work outlasts its bound, which is `patience` times
   * what others have.
   */
  use<Result>(work: (slot: Slot) => Promise<Result>, patience?: number): Promise<Result>
  /** Resolves when the database answers and the role is what it must be; rejects otherwise. */
  check(): Promise<void>
  close(): Promise<void>
}

interface Waiter {
  readonly take: (slot: Slot) => void
  readonly giveUp: ReturnType<typeof setTimeout>
}

// PostgreSQL ends a statement at its own limit; this one is for a peer that says nothing at all.
const DEADLINE_SLACK_MS = 250
const CLOSE_SECONDS = 5

export function openDatabase(options: DatabaseOptions): Database {
  const idle: Slot[] = []
  const waiting: Waiter[] = []
  const all = new Set<Slot>()
  const deadlineMs = options.statementTimeoutMs + DEADLINE_SLACK_MS
  let roleChecked: Promise<void> | undefined

  function acquire(): Slot | Promise<Slot> {
    const free = idle.pop()
    if (free !== undefined) return free
    if (all.size < options.poolSize) {
      const slot = new Slot(options)
      all.add(slot)
      return slot
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        take: resolve,
        giveUp: setTimeout(() => {
          waiting.splice(waiting.indexOf(waiter), 1)
          reject(new DatabaseError('DATABASE_BUSY', 'POOL_WAIT'))
        }, options.poolWaitMs),
      }
      waiting.push(waiter)
    })
  }

  function release(slot: Slot): void {
    const waiter = waiting.shift()
    if (waiter === undefined) {
      idle.push(slot)
      return
    }
    clearTimeout(waiter.giveUp)
    waiter.take(slot)
  }

  /**
   * A connection in an unknown state is never handed on. It counts until it is closed: opening
   * another one before would be more than the pool's size, when the database is slow already.
   */
  async function discard(slot: Slot): Promise<void> {
    await slot.close(0).catch(() => undefined)
    all.delete(slot)
    if (waiting.length > 0 && all.size < options.poolSize) {
      const fresh = new Slot(options)
      all.add(fresh)
      release(fresh)
    }
  }

  async function run<Result>(work: (slot: Slot) => Promise<Result>, patience = 1): Promise<Result> {
    const slot = await acquire()
    let timer: ReturnType<typeof setTimeout> | undefined
    const state = { isLate: false }
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        state.isLate = true
        reject(new DatabaseError('DATABASE_UNREACHABLE', 'DEADLINE'))
      }, deadlineMs * patience)
    })
    try {
      return await Promise.race([work(slot), deadline])
    } finally {
      clearTimeout(timer)
      if (state.isLate) void discard(slot)
      else release(slot)
    }
  }

  let isRoleSafe = false

  /** Once is enough: a role does not change under us, a database that was away is asked again. */
  function requireSafeRole(): Promise<void> {
    roleChecked ??= run(checkRole).then(
      () => {
        isRoleSafe = true
      },
      (error: unknown) => {
        roleChecked = undefined
        throw error instanceof DatabaseRoleError ? error : toDatabaseError(error)
      },
    )
    return roleChecked
  }

  return {
    async use(work, patience) {
      if (!isRoleSafe) await requireSafeRole()
      return run(work, patience)
    },
    async check() {
      if (isRoleSafe) await run((slot) => slot.query('select 1')).catch(rethrow)
      else await requireSafeRole()
    },
    async close() {
      await Promise.all(Array.from(all, (slot) => slot.close(CLOSE_SECONDS)))
    },
  }
}

function rethrow(error: unknown): never {
  throw toDatabaseError(error)
}
