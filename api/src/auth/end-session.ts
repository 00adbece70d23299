/** What happens when the issuer says that a session has ended: kept for good, then in force here. */
import { readLogoutToken } from './logout-token.ts'
import type { LogoutTokenOptions } from './logout-token.ts'
import type { Revocation, Revocations } from './revocations.ts'

export interface EndSessionOptions extends LogoutTokenOptions {
  readonly revocations: Pick<Revocations, 'add'>
  /** Resolves when it would survive a restart, and the other replicas are being told. */
  readonly record: (revocation: Revocation) => Promise<void>
}

/** The returned function rejects with TokenError, KeySetUnavailableError or whatever `record` does. */
export function createEndSession({ revocations, record, ...options }: EndSessionOptions) {
  return async (logoutToken: string): Promise<void> => {
    const revocation = await readLogoutToken(logoutToken, options)
    // In force here even if it can't be kept just now: the issuer will say it again.
    revocations.add(revocation)
    await record(revocation)
  }
}
