// Who may look into the mailbox: nobody where there is a mail server, and elsewhere this machine.
import { error, type RequestEvent } from '@sveltejs/kit'
import { getMailRoom } from '../auth/instance.ts'
import { isLoopbackAddress, isLoopbackHost } from '../config/loopback.ts'
import type { Mailbox } from './mailbox.ts'

/** Throws 404, as for a page that does not exist. */
export function openMailbox(event: RequestEvent): Mailbox {
  return admit(getMailRoom().mailbox, {
    address: event.getClientAddress(),
    host: event.request.headers.get('host') ?? '',
    isForwarded: proxyHeaders.some((name) => event.request.headers.has(name)),
  })
}

/** What proxies and tunnels add: whoever asks through one may be anywhere. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

interface Asker {
  address: string
  host: string
  isForwarded: boolean
}

/**
 * The configuration has made sure that the origin is one of this machine. But web may listen on
 * others, a name of somebody else's may lead here (DNS rebinding): then `Host` is theirs; and a
 * tunnel may come out here.
 */
export function admit(mailbox: Mailbox | null, from: Asker): Mailbox {
  const hostname = URL.parse(`http://${from.host}`)?.hostname ?? ''
  const isHere = isLoopbackAddress(from.address) && isLoopbackHost(hostname) && !from.isForwarded
  if (mailbox === null || !isHere) error(404, 'Not Found')
  return mailbox
}
