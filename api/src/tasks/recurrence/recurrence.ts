/** How a task comes back. */
export interface Recurrence {
  /** An RRULE value (RFC 5545 §3.3.10) that `parseRule` takes. */
  readonly rule: string
  /** Whether the next one follows the last one's due moment or the day on which it was done. */
  readonly from: 'due' | 'completion'
  /** Days and wall-clock moments that are left out (RFC 5545 §3.8.5.1). */
  readonly except: readonly string[]
}
