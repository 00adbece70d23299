// Mail by SMTP (RFC 5321). Every step has a limit, so that a mail server that hangs holds nobody.
import { createTransport } from 'nodemailer'
import { withDeadline } from '../deadline.ts'
import { acceptAddress } from './address.ts'
import { CarrierError, type Carrier } from './carrier.ts'

const STEP_MS = 8000
const WHOLE_MS = 30_000

export interface SmtpOptions {
  url: string
  from: string
}

export function createSmtpCarrier({ url, from }: SmtpOptions): Carrier {
  const transport = createTransport({
    ...serverOf(new URL(url)),
    connectionTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    // A mail of ours has no attachments: nothing may make it read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    async carry({ to, subject, text, html }, id) {
      const mail = {
        ...{ from, subject, text, html },
        // As an object: a text would be parsed for lists and names.
        to: { name: '', address: acceptAddress(to) },
        // Sent twice after a crash, it is still one mail to whoever receives it.
        messageId: `<${id}@${domain}>`,
        // RFC 3834 §5: no absence notes, please.
        headers: { 'Auto-Submitted': 'auto-generated' },
      }
      try {
        await withDeadline(transport.sendMail(mail), WHOLE_MS)
      } catch (error) {
        throw judge(error)
      }
    },
  }
}

/** `?tls=off` is for a relay in a network of one's own; this machine needs no TLS to itself. */
export function serverOf(url: URL) {
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isHere = host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
  const plain = url.searchParams.get('tls') === 'off'
  return {
    host,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !plain && !isHere,
    ignoreTLS: !secure && (plain || isHere),
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  }
}

/** RFC 5321 §4.2.1: 5yz is final. But only an answer to this very mail says something about it. */
function judge(error: unknown): CarrierError {
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number }
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (!aboutThisMail || responseCode === undefined) {
    return new CarrierError('unreachable', responseCode ? `${code} ${responseCode}` : code)
  }
  return new CarrierError(responseCode >= 500 ? 'refused' : 'deferred', String(responseCode))
}
