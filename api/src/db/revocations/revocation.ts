/** An ended session as the database keeps it. */
export interface RevocationRow {
  /** A digest: it names nobody. */
  readonly key: string
  /** Seconds since 1970; undefined: whatever was issued. */
  readonly issuedUntil: number | undefined
  /** Seconds since 1970; the row is of no use afterwards. */
  readonly expiresAt: number
}
