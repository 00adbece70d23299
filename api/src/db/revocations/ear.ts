/** One connection that listens for news of ended sessions, and knows whether it hears. */
import type postgres from 'postgres'
import type { RevocationRow } from './revocation.ts'

/** A pooler in transaction mode takes the LISTEN and never delivers; so does a dead connection. */
export const CHANNEL = 'holdfast_revocations'
export interface Ear {
  readonly name: string
  /** Whether it has heard the last call. */
  readonly hears: boolean
  /** How often it was called since it last heard. */
  readonly calls: number
  beforeCall(): void
  close(): void
}

/** A call that has not come back by the next one, so often in a row, and the connection is given up. */
export const MAX_UNHEARD_CALLS = 3

/** Listens on a client that is used for nothing else. */
export function listen(
  client: postgres.Sql,
  onRevocation: (revocation: RevocationRow) => void,
  /** It listens again, and does not know what it has missed. */
  onReturn: () => void,
): Ear {
  const name = crypto.randomUUID()
  let calls = 0
  let hears = false
  let returns = 0
  client
    .listen(
      CHANNEL,
      (text) => {
        if (text === name) {
          calls = 0
          hears = true
          return
        }
        const revocation = fromNotification(text)
        if (revocation !== undefined) onRevocation(revocation)
      },
      () => {
        if (returns > 0) onReturn()
        returns += 1
      },
    )
    .catch(() => undefined)
  return {
    name,
    get hears() {
      return hears
    },
    get calls() {
      return calls
    },
    beforeCall() {
      // One call may still be on its way when the next is made; two may not.
      if (calls > 0) hears = false
      calls += 1
    },
    close: () => void client.end({ timeout: 0 }).catch(() => undefined),
  }
}

/** Calls of other replicas to themselves are no revocations. */
function fromNotification(text: string): RevocationRow | undefined {
  if (!text.startsWith('[')) return undefined
  const [key, issuedUntil, expiresAt] = JSON.parse(text) as [string, number | null, number]
  return { key, issuedUntil: issuedUntil ?? undefined, expiresAt }
}
