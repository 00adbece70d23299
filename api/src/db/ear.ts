/** One connection that listens on a channel, and knows whether it hears. */
import type postgres from 'postgres'

/** A pooler in transaction mode takes the LISTEN and never delivers; so does a dead connection. */
export interface Ear {
  /** What to say on the channel to find out. */
  readonly name: string
  /** Whether it has heard the last call. */
  readonly hears: boolean
  /** How often it was called since it last heard. */
  readonly calls: number
  beforeCall(): void
  close(): void
}

export interface Listening {
  readonly channel: string
  /** Calls of other replicas to themselves come along. */
  readonly onNews: (text: string) => void
  /** It listens again, and does not know what it has missed. */
  readonly onReturn: () => void
}

/** A call that has not come back by the next one, so often in a row, and the connection is given up. */
export const MAX_UNHEARD_CALLS = 3

/** Listens on a client that is used for nothing else. */
export function listen(client: postgres.Sql, { channel, onNews, onReturn }: Listening): Ear {
  const name = crypto.randomUUID()
  let calls = 0
  let hears = false
  let returns = 0
  client
    .listen(
      channel,
      (text) => {
        if (text === name) {
          calls = 0
          hears = true
          return
        }
        onNews(text)
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
