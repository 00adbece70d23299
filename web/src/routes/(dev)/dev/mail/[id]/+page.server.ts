import { error } from '@sveltejs/kit'
import { openMailbox } from '#lib/server/mail/open-mailbox.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  const mail = openMailbox(event).find(event.params.id)
  if (!mail) error(404, 'Not Found')
  const { id, to, subject, sentAt, text } = mail
  return { mail: { id, to, subject, sentAt, text } }
}
