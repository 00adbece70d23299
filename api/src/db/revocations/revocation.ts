/** An ended session as the database keeps it. */
export interface RevocationRow {
  /** A digest: it names nobody. */
  readonly key: string
  /** Seconds since 1970; undefined: whatever was issued. */
  readonly issuedUntil: number | undefined
  /** Seconds since 1970; the row is of no use afterwards. */
  readonly expiresAt: number
}

export const CHANNEL = 'holdfast_revocations'

/** Undefined: a replica calling itself. */
export function fromNotification(text: string): RevocationRow | undefined {
  if (!text.startsWith('[')) return undefined
  const [key, issuedUntil, expiresAt] = JSON.parse(text) as [string, number | null, number]
  return { key, issuedUntil: issuedUntil ?? undefined, expiresAt }
}
