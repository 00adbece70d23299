// A mail server for tests, which takes what it is sent, or says why not.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface SmtpStub {
  port: number
  /** Whole messages, with their headers, as they came. */
  messages: string[]
  recipients: string[]
  close: () => Promise<void>
}

interface SmtpStubOptions {
  port?: number
  /** The SMTP reply code for this recipient; undefined takes it. */
  refuse?: (recipient: string) => number | undefined
}

export async function startSmtpStub({ port = 0, refuse }: SmtpStubOptions = {}): Promise<SmtpStub> {
  const messages: string[] = []
  const recipients: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuse?.(address)
      if (responseCode === undefined) recipients.push(address)
      if (responseCode === undefined) done()
      else done(Object.assign(new Error(`<${address}> no`), { responseCode }))
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        messages.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    messages,
    recipients,
    close: () =>
      new Promise((resolve) => {
        server.close(() => void resolve())
      }),
  }
}
