/** How a change is told to those who follow its owner: by a digest, which names nobody. */
import { createHash } from 'node:crypto'
import type { UserId } from '../../auth/user-id.ts'

export const CHANNEL = 'holdfast_changes'

export function watchKey(owner: UserId): string {
  return createHash('sha256').update(`changes:${owner}`).digest('base64url')
}

/**
 * A scalar of SQL that tells `payload` when somebody watches `key`; both are parameters. Only then:
 * PostgreSQL lets commits that notify pass one by one, whoever they are for.
 */
export function tellSql({ key, payload }: { key: string; payload: string }): string {
  return `(select pg_notify('${CHANNEL}', ${payload})::text from live.watches
    where key = ${key} and until > clock_timestamp() limit 1)`
}

/** Without a `seq` nobody knows how far it went: look. */
export function toPayload(key: string, seq?: number): string {
  return JSON.stringify([key, seq ?? null])
}

/** Undefined: a replica calling itself. */
export function fromPayload(text: string): { key: string; seq: number | undefined } | undefined {
  if (!text.startsWith('[')) return undefined
  const [key, seq] = JSON.parse(text) as [string, number | null]
  return { key, seq: seq ?? undefined }
}
