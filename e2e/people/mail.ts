/** What people get by mail, as the development mailbox shows it. */
import { setTimeout as wait } from 'node:timers/promises'
import { readEnvironment } from '../environment.ts'

const { baseUrl } = readEnvironment()

export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly sentAt: string
  readonly text: string
  readonly html: string
}

const deadlineMs = 30_000

/** The newest first. */
export async function mailsTo(email: string, webUrl = baseUrl): Promise<readonly Mail[]> {
  const response = await fetch(`${webUrl}/dev/mail/messages?to=${encodeURIComponent(email)}`)
  if (!response.ok) throw new Error(`the mailbox answered ${response.status}`)
  return ((await response.json()) as { messages: Mail[] }).messages
}

/**
 * Waits for the newest mail with this subject, and finds its link.
 * @param after how many such mails there have been before
 */
export async function mailTo(
  email: string,
  subject: string,
  after = 0,
  webUrl = baseUrl,
): Promise<Mail & { readonly link: string }> {
  const deadline = Date.now() + deadlineMs
  while (Date.now() < deadline) {
    const found = (await mailsTo(email, webUrl)).filter((mail) => mail.subject === subject)
    const [newest] = found
    if (newest !== undefined && found.length > after) {
      return { ...newest, link: /^https?:\S+$/m.exec(newest.text)?.[0] ?? '' }
    }
    await wait(50)
  }
  throw new Error(`no mail “${subject}” came`)
}
