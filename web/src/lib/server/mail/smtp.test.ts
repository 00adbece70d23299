import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { startSmtpStub, type SmtpStub } from '../testing/smtp.ts'
import { createSmtpCarrier, serverOf } from './smtp.ts'

const mail = { to: 'ada@example.com', subject: 'S', text: 'the text', html: '<p>the html</p>' }
const from = 'Holdfast <hold@tasks.example>'
const stubs: SmtpStub[] = []

afterEach(() => Promise.all(stubs.splice(0).map((stub) => stub.close())))

async function open(refuse?: (recipient: string) => number | undefined) {
  const stub = await startSmtpStub(refuse && { refuse })
  stubs.push(stub)
  return { stub, carrier: createSmtpCarrier({ url: urlOf(stub.port), from }) }
}

const urlOf = (port: number) => `smtp://127.0.0.1:${String(port)}`

describe('mail by SMTP', () => {
  it('goes to one recipient, as text and HTML, under the same id each time', async () => {
    const { stub, carrier } = await open()
    await carrier.carry(mail, 'id-1')
    expect(stub.recipients).toEqual(['ada@example.com'])
    const [message = ''] = stub.messages
    expect(message).toContain('From: Holdfast <hold@tasks.example>')
    expect(message).toContain('To: ada@example.com')
    expect(message).toContain('Message-ID: <id-1@tasks.example>')
    expect(message).toContain('Auto-Submitted: auto-generated')
    expect(message).toContain('multipart/alternative')
    expect(message).toContain('the text')
    expect(message).toContain('<p>the html</p>')
  })

  it('takes no recipient that would be more than one', async () => {
    const { stub, carrier } = await open()
    const to = 'ada@example.com\r\nBcc: eve@evil.example'
    await expect(carrier.carry({ ...mail, to }, 'id')).rejects.toThrow('not one plain address')
    expect(stub.messages).toEqual([])
  })

  it.each([
    [550, 'refused'],
    [450, 'deferred'],
  ])('tells by %i that this mail is %s, and not what the server said', async (status, code) => {
    const { carrier } = await open(() => status)
    const error = await carrier.carry(mail, 'id').catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code, reason: String(status) })
    expect(JSON.stringify(error) + String(error)).not.toContain('ada@')
  })

  it('says unreachable when nobody listens, or somebody who does not answer', async () => {
    const { stub, carrier } = await open()
    await stub.close()
    stubs.length = 0
    await expect(carrier.carry(mail, 'id')).rejects.toMatchObject({ code: 'unreachable' })
    const silent = net.createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as AddressInfo
    const waiting = createSmtpCarrier({ url: urlOf(port), from }).carry(mail, 'id')
    await expect(waiting).rejects.toMatchObject({ code: 'unreachable' })
    silent.close()
  }, 30_000)
})

describe('serverOf', () => {
  const of = (url: string) => serverOf(new URL(url))

  it('never falls back to plain text with a mail server elsewhere', () => {
    expect(of('smtp://mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 587,
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
    })
    expect(of('smtps://a%40b:p%3Aw@mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 465,
      secure: true,
      requireTLS: false,
      ignoreTLS: false,
      auth: { user: 'a@b', pass: 'p:w' },
    })
  })

  it.each(['smtp://relay.internal:25?tls=off', 'smtp://127.0.0.1:25', 'smtp://[::1]:25'])(
    'speaks plainly with %s',
    (url) => {
      expect(of(url)).toMatchObject({ requireTLS: false, ignoreTLS: true, port: 25 })
    },
  )

  it('takes a name that only begins like this machine for what it is', () => {
    expect(of('smtp://127.0.0.1.example.com').requireTLS).toBe(true)
    expect(of('smtp://localhost.example.com').requireTLS).toBe(true)
  })
})
