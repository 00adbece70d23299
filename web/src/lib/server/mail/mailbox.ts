// The mailbox of a machine without a mail server: what would have been sent, for whoever develops
// or tries Holdfast there. In memory; the oldest make room.
import type { Carrier } from './carrier.ts'
import type { Mail } from './letter.ts'

export const MAILBOX_SIZE = 1000

export interface MailboxEntry extends Mail {
  id: string
  sentAt: Date
}

export interface Mailbox extends Carrier {
  /** The newest first. */
  list: (to?: string) => MailboxEntry[]
  find: (id: string) => MailboxEntry | undefined
}

export function createMailbox(): Mailbox {
  const kept = new Map<string, MailboxEntry>()
  return {
    carry(mail, id) {
      kept.set(id, { ...mail, id, sentAt: new Date() })
      const [oldest] = kept.keys()
      if (kept.size > MAILBOX_SIZE && oldest !== undefined) kept.delete(oldest)
      return Promise.resolve()
    },
    list(to) {
      const wanted = to?.toLowerCase()
      const all = [...kept.values()].reverse()
      return wanted === undefined ? all : all.filter((mail) => mail.to.toLowerCase() === wanted)
    },
    find: (id) => kept.get(id),
  }
}
