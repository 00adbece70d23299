import { openMailbox } from '#lib/server/mail/open-mailbox.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  const to = event.url.searchParams.get('to') ?? ''
  const mails = openMailbox(event).list(to === '' ? undefined : to)
  return { to, mails: mails.map(({ id, to, subject, sentAt }) => ({ id, to, subject, sentAt })) }
}
