import { error } from '@sveltejs/kit'
import { openMailbox } from '#lib/server/mail/open-mailbox.ts'
import type { RequestHandler } from './$types'

/** A mail program runs nothing and fetches nothing, so neither does its preview. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export const GET: RequestHandler = (event) => {
  const mail = openMailbox(event).find(event.params.id)
  if (!mail) error(404, 'Not Found')
  // Links of a mail open elsewhere: the preview is no browser.
  const html = mail.html.replace('<head>', '<head>\n<base target="_blank">')
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-frame-options': 'SAMEORIGIN',
    },
  })
}
