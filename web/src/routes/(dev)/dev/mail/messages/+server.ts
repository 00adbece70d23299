import { openMailbox } from '#lib/server/mail/open-mailbox.ts'
import type { RequestHandler } from './$types'

/** The same for programs, tests above all: `{ messages }`, the newest first; `?to=` filters. */
export const GET: RequestHandler = (event) => {
  const to = event.url.searchParams.get('to') ?? undefined
  return Response.json({ messages: openMailbox(event).list(to) })
}
