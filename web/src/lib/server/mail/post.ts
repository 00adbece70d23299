// Where the rest of web hands in letters. Handed in means safe in the outbox, not sent: nobody
// waits for a mail server, and how long an answer takes says nothing about who gets mail.
import { createHash } from 'node:crypto'
import { createCounter } from '../auth/limits/counter.ts'
import type { AuthDatabase } from '../db/open.ts'
import { acceptAddress } from './address.ts'
import { render, type Letter } from './letter.ts'
import { allWaiting, enqueue, remove } from './outbox.ts'
import type { Seal } from './seal.ts'

const HOUR = 60 * 60
/** For each address and kind. Each of them carries a link that works, so nobody is locked out. */
const UNASKED_PER_HOUR = 5

export interface Sending {
  /** After this time it is not sent any more. */
  lastsSeconds: number
  /** Set when anybody can cause this mail by typing an address: a few in an hour are enough. */
  unasked?: 'confirm' | 'account-exists' | 'reset' | 'email-taken' | 'new-email'
  /** The transaction of what the letter is about: both happen, or neither. */
  within?: Pick<AuthDatabase, 'insert'>
}

export interface Post {
  send: (to: string, letter: Letter, sending: Sending) => Promise<void>
  /** Drops whatever still waits to be sent to this address. */
  withdraw: (to: string) => Promise<void>
}

interface PostParts {
  db: AuthDatabase
  seal: Seal
  onQueued: () => void
}

export function createPost({ db, seal, onQueued }: PostParts): Post {
  const counter = createCounter(db)
  return {
    async send(to, letter, { lastsSeconds, unasked, within = db }) {
      const mail = render(acceptAddress(to), letter)
      if (unasked !== undefined) {
        const hash = createHash('sha256').update(to.toLowerCase()).digest('base64url')
        const rule = { window: HOUR, max: UNASKED_PER_HOUR }
        const { isAllowed } = await counter.take({ key: `mail|${unasked}|${hash}`, ...rule })
        if (!isAllowed) return
      }
      await enqueue(within, await seal.close(mail), new Date(Date.now() + lastsSeconds * 1000))
      onQueued()
    },

    async withdraw(to) {
      // Who a mail is for stands in its sealed part alone.
      for await (const { id, content } of allWaiting(db)) {
        const mail = await seal.open(content).catch(() => undefined)
        if (mail?.to.toLowerCase() === to.toLowerCase()) await remove(db, id)
      }
    },
  }
}
