// The mail room as a whole: what is handed in, who carries it, and what can be said about it.
import { secretsOf } from '../auth/secrets.ts'
import type { Config } from '../config/load.ts'
import type { AuthDatabase } from '../db/open.ts'
import type { Logger } from '../log.ts'
import { Dispatcher } from './dispatcher.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { createPost, type Post } from './post.ts'
import { createSeal } from './seal.ts'
import { createSmtpCarrier } from './smtp.ts'

export type MailConfig = Pick<
  Config,
  'SMTP_URL' | 'MAIL_FROM' | 'BETTER_AUTH_SECRET' | 'BETTER_AUTH_SECRETS'
>

export interface MailRoom {
  post: Post
  /** Null when there is a mail server: then nobody but it gets to see a mail. */
  mailbox: Mailbox | null
  /** The mail server does not answer just now. */
  isDelayed: () => boolean
  start: () => void
  stop: () => Promise<void>
}

export function openMailRoom(config: MailConfig, db: AuthDatabase, logger: Logger): MailRoom {
  const { SMTP_URL: url, MAIL_FROM: from } = config
  const smtp = url !== null && from !== null ? createSmtpCarrier({ url, from }) : null
  const mailbox = smtp === null ? createMailbox() : null
  const carrier = smtp ?? mailbox ?? createMailbox()
  const seal = createSeal(secretsOf(config))
  const dispatcher = new Dispatcher({ db, seal, carrier, logger })
  return {
    post: createPost({ db, seal, onQueued: () => dispatcher.wake() }),
    mailbox,
    isDelayed: () => dispatcher.isDelayed,
    start: () => dispatcher.wake(),
    stop: () => dispatcher.stop(),
  }
}
