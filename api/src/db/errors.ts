/** What the database can say to the rest of the service. Statements and values stay in here. */

export type DatabaseErrorCode =
  'DATABASE_UNREACHABLE' | 'DATABASE_BUSY' | 'DATABASE_READ_ONLY' | 'DATABASE_FAULT'

/** `code` DATABASE_FAULT is a bug; the others pass by themselves and are worth a retry. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
  readonly code: DatabaseErrorCode
  /** SQLSTATE, or the driver's or the socket's code: safe to log. */
  readonly reason: string

  constructor(code: DatabaseErrorCode, reason: string, options?: ErrorOptions) {
    super(`${code} (${reason})`, options)
    this.code = code
    this.reason = reason
  }
}

/** Everything of this owner was erased, and nothing may be stored for them until that is forgotten. */
export class OwnerErasedError extends Error {
  override name = 'OwnerErasedError'
  readonly code = 'OWNER_ERASED'
}

/** The change would give the owner more of something than they may have; nothing was changed. */
export class UsageError extends Error {
  override name = 'UsageError'
  readonly code = 'QUOTA_EXCEEDED'
  /** `tasks`, `lists`, `sections`, `labels` or `textBytes`. */
  readonly resource: string
  readonly quota: number

  constructor(resource: string, quota: number) {
    super('QUOTA_EXCEEDED')
    this.resource = resource
    this.quota = quota
  }
}

/**
 * Any error of a query as a {@link DatabaseError}. The original is dropped on purpose: drizzle's
 * message holds the statement with its values, which are people's tasks.
 */
export function toDatabaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error
  const reason = reasonOf(error)
  return new DatabaseError(classify(reason), reason)
}

function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return code
  }
  return error instanceof Error ? error.name : 'unknown'
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const BUSY = new Set(['57014', '55P03', '40001', '40P01'])
const READ_ONLY = new Set(['25006'])
// 08 connection, 53 resources (disk full, too many connections), 57P operator intervention.
const UNREACHABLE =
  /^(?:08...|53...|57P..|28...|3D000|CONN.*|E(?:CONN|PIPE|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN).*|ENOTFOUND|EAI_AGAIN|ENOENT)$/

function classify(reason: string): DatabaseErrorCode {
  if (BUSY.has(reason)) return 'DATABASE_BUSY'
  if (READ_ONLY.has(reason)) return 'DATABASE_READ_ONLY'
  return UNREACHABLE.test(reason) ? 'DATABASE_UNREACHABLE' : 'DATABASE_FAULT'
}
