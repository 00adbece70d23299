import postgres from 'postgres'
import { toConnectionUrl } from './connection-url.ts'

const CONNECT_TIMEOUT_SECONDS = 3

export interface BesideOptions {
  readonly url: string
  /** False behind a pooler in transaction mode. */
  readonly prepare: boolean
  /** What the server calls it: `holdfast-api-…`. */
  readonly name: string
}

/** A client beside the pool, of one connection, that makes itself anew when it breaks. */
export function connectBeside({ url, prepare, name }: BesideOptions): postgres.Sql {
  return postgres(toConnectionUrl(url), {
    max: 1,
    prepare,
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    backoff: () => 0,
    connection: { application_name: `holdfast-api-${name}` },
    onnotice: () => undefined,
  })
}
