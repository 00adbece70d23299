/** The mail server of the other Holdfast, there when a test wants it to be. */
import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { readEnvironment } from '../environment.ts'

export interface SmtpServer {
  /** What has arrived, as text with its headers. */
  readonly mails: readonly string[]
  close(): Promise<void>
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        mails.push(decode(Buffer.concat(chunks).toString('utf8')))
        done()
      })
    },
  })
  server.listen(readEnvironment().smtpPort, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    mails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

/** Quoted-printable (RFC 2045 §6.7). */
function decode(raw: string): string {
  return raw
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
