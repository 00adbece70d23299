// Who takes a mail away: an SMTP server, or the mailbox of a machine that has none.
import type { Mail } from './letter.ts'

export interface Carrier {
  /** @param id the same each time the same mail is tried. @throws CarrierError */
  carry: (mail: Mail, id: string) => Promise<void>
}

/**
 * `unreachable`: no mail can be sent just now. `deferred`: not this one. `refused`: never this one.
 */
export type CarrierErrorCode = 'unreachable' | 'deferred' | 'refused'

/** Says nothing of what the mail server said, because that quotes the recipient. */
export class CarrierError extends Error {
  override name = 'CarrierError'
  readonly code: CarrierErrorCode
  /** Such as ECONNREFUSED, or an SMTP reply code. */
  readonly reason: string

  constructor(code: CarrierErrorCode, reason: string) {
    super(`mail ${code}`)
    this.code = code
    this.reason = reason
  }
}
