/** The statements about ended sessions, on a connection of their own, each bounded in time. */
import { connectBeside } from '../connect-beside.ts'
import { DatabaseError, toDatabaseError } from '../errors.ts'
import { CHANNEL } from './revocation.ts'
import type { RevocationRow } from './revocation.ts'

export interface RevocationOptions {
  readonly url: string
  readonly statementTimeoutMs: number
  /** False behind a pooler in transaction mode. */
  readonly prepare: boolean
}

/** See BesideOptions. */
export const SESSIONS = 'sessions'

const DEADLINE = 'DEADLINE'
const DEADLINE_SLACK_MS = 500

// A row is seen only once its transaction has committed, so each reading goes back over a minute.
const READ = `
  select key, issued_until, expires_at, extract(epoch from clock_timestamp())::float8 as now
  from auth.revocations where recorded_at > to_timestamp($1) - interval '1 minute'
    and expires_at > extract(epoch from clock_timestamp())`

// The stricter of two words counts, in whatever order they come.
const RECORD = `
  with recorded as (
    insert into auth.revocations (key, issued_until, expires_at) values ($1, $2, $3)
    on conflict (key) do update set
      issued_until = case when revocations.issued_until is null or excluded.issued_until is null
        then null else greatest(revocations.issued_until, excluded.issued_until) end,
      expires_at = greatest(revocations.expires_at, excluded.expires_at),
      recorded_at = clock_timestamp()
    returning key, issued_until, expires_at)
  select pg_notify('${CHANNEL}', json_build_array(key, issued_until, expires_at)::text) from recorded`

const CALL = `select pg_notify('${CHANNEL}', $1)`

const PRUNE = `
  delete from auth.revocations where expires_at < extract(epoch from clock_timestamp())`

interface Row {
  readonly key: string
  readonly issued_until: number | null
  readonly expires_at: number
  readonly now: number
}

/** All reject with DatabaseError. */
export function openRevocationStatements(options: RevocationOptions) {
  // Beside the pool of the requests: a sign-out must not wait for those it ends.
  let client = connectBeside({ ...options, name: SESSIONS })

  async function query<R extends object>(
    text: string,
    values: (number | string | null)[],
  ): Promise<R[]> {
    const used = client
    try {
      return await within(options.statementTimeoutMs + DEADLINE_SLACK_MS, () =>
        used.unsafe<R[]>(text, values, { prepare: options.prepare }),
      )
    } catch (error) {
      const fault = toDatabaseError(error)
      if (fault.reason === DEADLINE && used === client) {
        // Nobody knows what it still waits for.
        client = connectBeside({ ...options, name: SESSIONS })
        void used.end({ timeout: 0 }).catch(() => undefined)
      }
      throw fault
    }
  }

  return {
    /** What was recorded since `since` (seconds since 1970), or a little before. */
    async read(since: number): Promise<{ rows: RevocationRow[]; now: number | undefined }> {
      const rows = await query<Row>(READ, [since])
      return { rows: rows.map(toRevocation), now: rows[0]?.now }
    },
    async record({ key, issuedUntil, expiresAt }: RevocationRow): Promise<void> {
      await query(RECORD, [key, issuedUntil ?? null, expiresAt])
    },
    /** Says a name on the channel. */
    async call(name: string): Promise<void> {
      await query(CALL, [name])
    },
    async prune(): Promise<void> {
      await query(PRUNE, [])
    },
    async close(): Promise<void> {
      await client.end({ timeout: 1 }).catch(() => undefined)
    },
  }
}

function toRevocation({ key, issued_until, expires_at }: Row): RevocationRow {
  return { key, issuedUntil: issued_until ?? undefined, expiresAt: expires_at }
}

async function within<T>(ms: number, work: () => PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DatabaseError('DATABASE_UNREACHABLE', DEADLINE))
    }, ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
