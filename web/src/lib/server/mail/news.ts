// What a page may say about mail: where it is on a machine without a mail server, and that it is late.
import type { ServerLoadEvent } from '@sveltejs/kit'
import { getMailRoom } from '../auth/instance.ts'

/** For a load function. A page that waits for a mail asks again after a moment. */
export function mailNews({ depends }: Pick<ServerLoadEvent, 'depends'>) {
  depends('holdfast:mail')
  const { mailbox, isDelayed } = getMailRoom()
  return {
    news: {
      /** Mail is shown at /dev/mail and goes nowhere else. */
      isShownHere: mailbox !== null,
      isDelayed: isDelayed(),
    },
  }
}
