import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailOutbox } from '../db/mail-tables.ts'
import { createLogger } from '../log.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { startSmtpStub, type SmtpStub } from '../testing/smtp.ts'
import type { Letter } from './letter.ts'
import { createMailbox, MAILBOX_SIZE } from './mailbox.ts'
import { MAX_ATTEMPTS } from './outbox.ts'
import { openMailRoom, type MailRoom } from './room.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 60_000 })

const BETTER_AUTH_SECRET = 'q3Vw8ZpLx1Nc7RtYb5Kd9HsGm2Jf4Ae6'
const letter: Letter = { subject: 'Hello', paragraphs: ['a secret link'], footnote: 'Bye.' }
const day = { lastsSeconds: 86_400 }
let database: TestDatabase
const opened: MailRoom[] = []
const stubs: SmtpStub[] = []
let log: string[] = []

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

afterEach(async () => {
  await Promise.all(opened.splice(0).map((room) => room.stop()))
  await Promise.all(stubs.splice(0).map((stub) => stub.close()))
  await database.db.delete(mailOutbox)
  log = []
})

async function stubAt(options: Parameters<typeof startSmtpStub>[0] = {}): Promise<SmtpStub> {
  const stub = await startSmtpStub(options)
  stubs.push(stub)
  return stub
}

function open(port: number | null, secret = BETTER_AUTH_SECRET, newer?: string): MailRoom {
  const config = {
    SMTP_URL: port === null ? null : `smtp://127.0.0.1:${String(port)}`,
    MAIL_FROM: 'Holdfast <hold@tasks.example>',
    BETTER_AUTH_SECRET: secret,
    BETTER_AUTH_SECRETS: newer === undefined ? null : [{ version: 2, value: newer }],
  }
  const logger = createLogger('debug', (line) => log.push(line))
  const room = openMailRoom(config, database.db, logger)
  opened.push(room)
  return room
}

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const stub = await startSmtpStub()
  await stub.close()
  return stub.port
}

const rows = () => database.owner<{ attempts: number }[]>`select * from mail_outbox`
const soon = { timeout: 45_000, interval: 50 }

describe('a letter that was handed in', () => {
  it('is sent, and then there is no trace of it', async () => {
    const stub = await stubAt()
    await open(stub.port).post.send('ada@example.com', letter, day)
    await expect.poll(() => stub.recipients, soon).toEqual(['ada@example.com'])
    await expect.poll(rows, soon).toEqual([])
    expect(log.join('')).not.toContain('ada@example.com')
  })

  it('waits encrypted while the mail server is down, and is sent when it is up', async () => {
    const port = await closedPort()
    const room = open(port)
    await room.post.send('ada@example.com', letter, day)
    await expect.poll(() => room.isDelayed(), soon).toBe(true)
    expect(JSON.stringify(await rows())).not.toMatch(/ada@|secret link|Hello/)
    const stub = await stubAt({ port })
    await expect.poll(() => stub.messages.length, soon).toBe(1)
    await expect.poll(() => room.isDelayed(), soon).toBe(false)
    await expect.poll(rows, soon).toEqual([])
    expect(log.join('')).not.toMatch(/ada@example\.com|secret link/)
  })

  it('survives the server that took it', async () => {
    const port = await closedPort()
    const first = open(port)
    await first.post.send('ada@example.com', letter, day)
    await expect.poll(() => first.isDelayed(), soon).toBe(true)
    await first.stop()
    expect(await rows()).toHaveLength(1)
    const stub = await stubAt({ port })
    open(port).start()
    await expect.poll(() => stub.messages.length, soon).toBe(1)
    await expect.poll(rows, soon).toEqual([])
  })

  it('that a killed server was about to send is sent by another one', async () => {
    const stub = await stubAt()
    const idle = open(await closedPort())
    await idle.post.send('ada@example.com', letter, day)
    await expect.poll(() => idle.isDelayed(), soon).toBe(true)
    await idle.stop()
    // As it stands while somebody is at it.
    await database.owner`update mail_outbox set due_at = now() + interval '60 seconds'`
    const other = open(stub.port)
    await other.post.send('eve@example.com', letter, day)
    await expect.poll(() => stub.recipients, soon).toEqual(['eve@example.com'])
    await database.owner`update mail_outbox set due_at = now()`
    await expect.poll(() => stub.recipients, soon).toEqual(['eve@example.com', 'ada@example.com'])
  })

  it('is sent once, by however many servers', async () => {
    const stub = await stubAt()
    const rooms = [open(stub.port), open(stub.port), open(stub.port)]
    for (let n = 0; n < 12; n += 1) {
      await rooms[n % 3]?.post.send(`person-${String(n)}@example.com`, letter, day)
      rooms.forEach((room) => room.start())
    }
    await expect.poll(rows, soon).toEqual([])
    expect(stub.recipients).toHaveLength(12)
    expect(new Set(stub.recipients).size).toBe(12)
  })

  it('is given up when the mail server will never take it, and holds nobody else up', async () => {
    const stub = await stubAt({ refuse: (to) => (to.startsWith('no') ? 550 : undefined) })
    const room = open(stub.port)
    await room.post.send('nobody@example.com', letter, day)
    await room.post.send('ada@example.com', letter, day)
    await expect.poll(() => stub.recipients, soon).toEqual(['ada@example.com'])
    await expect.poll(rows, soon).toEqual([])
    expect(room.isDelayed()).toBe(false)
    expect(log.join('')).toContain('"outcome":"refused","reason":"550"')
    expect(log.join('')).not.toContain('nobody@')
  })

  it('is tried again later and later, and not for ever', async () => {
    const stub = await stubAt({ refuse: () => 450 })
    const room = open(stub.port)
    await room.post.send('ada@example.com', letter, day)
    await expect.poll(async () => (await rows())[0]?.attempts, soon).toBe(1)
    const [row] = await database.owner`
      update mail_outbox set attempts = 8, due_at = now()
      returning extract(epoch from due_at - now()) as wait`
    expect(row).toBeDefined()
    await expect.poll(async () => (await rows())[0]?.attempts, soon).toBe(9)
    const [later] = await database.owner`
      select extract(epoch from due_at - now())::float as wait from mail_outbox`
    expect(Number(later?.['wait'])).toBeGreaterThan(400)
    await database.owner`update mail_outbox set attempts = ${MAX_ATTEMPTS}, due_at = now()`
    await expect.poll(rows, soon).toEqual([])
    expect(log.join('')).toContain('mail given up')
  })

  it('is given up when its link has come of age', async () => {
    const port = await closedPort()
    const room = open(port)
    await room.post.send('ada@example.com', letter, { lastsSeconds: 0 })
    await expect.poll(rows, soon).toEqual([])
    const stub = await stubAt({ port })
    await room.post.send('eve@example.com', letter, day)
    await expect.poll(() => stub.recipients, soon).toEqual(['eve@example.com'])
  })

  it('is sent, too, when the secret has changed meanwhile and the older one is still given', async () => {
    const port = await closedPort()
    const before = open(port)
    await before.post.send('ada@example.com', letter, day)
    await before.stop()
    const stub = await stubAt({ port })
    const newer = 'Zt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0Sa'
    const between = open(port, BETTER_AUTH_SECRET, newer)
    between.start()
    await expect.poll(() => stub.recipients, soon).toEqual(['ada@example.com'])
    await stub.close()
    await between.post.send('eve@example.com', letter, day)
    await between.stop()
    // What is written now needs the new one alone.
    const again = await stubAt({ port })
    open(port, newer).start()
    await expect.poll(() => again.recipients, soon).toEqual(['eve@example.com'])
  })

  it('that another secret has sealed is dropped, and the rest is sent', async () => {
    const port = await closedPort()
    const before = open(port, `${BETTER_AUTH_SECRET}-old`)
    await before.post.send('ada@example.com', letter, day)
    await before.stop()
    const stub = await stubAt({ port })
    const room = open(port)
    await room.post.send('eve@example.com', letter, day)
    await expect.poll(rows, soon).toEqual([])
    expect(stub.recipients).toEqual(['eve@example.com'])
  })

  it('without a line break in its address, or not at all', async () => {
    const { post } = open(null)
    const to = 'ada@example.com\r\nBcc: eve@evil.example'
    await expect(post.send(to, letter, day)).rejects.toThrow('not one plain address')
    expect(await rows()).toEqual([])
  })
})

describe('mail that anybody can cause', () => {
  it('comes five times an hour to one address, of each kind', async () => {
    const { post, mailbox } = open(null)
    for (let n = 0; n < 7; n += 1) {
      await post.send('Flooded@example.com', letter, { ...day, unasked: 'reset' })
    }
    await post.send('flooded@example.com', letter, { ...day, unasked: 'confirm' })
    await post.send('somebody@example.com', letter, { ...day, unasked: 'reset' })
    await expect.poll(rows, soon).toEqual([])
    const to = mailbox?.list().map((mail) => mail.to.toLowerCase())
    expect(to?.filter((address) => address === 'flooded@example.com')).toHaveLength(6)
    expect(to).toContain('somebody@example.com')
    // Who was written to is not to be read there.
    const counted = await database.owner`select key from rate_limit where key like 'mail|%'`
    expect(JSON.stringify(counted)).not.toContain('@')
  })
})

describe('the mailbox', () => {
  const mail = { to: 'ada@example.com', subject: 'S', text: 't', html: 'h' }

  it('is there exactly when there is no mail server', () => {
    expect(open(null).mailbox).not.toBeNull()
    expect(open(1).mailbox).toBeNull()
  })

  it('shows the newest first, by recipient, and forgets the oldest', async () => {
    const box = createMailbox()
    for (let n = 0; n <= MAILBOX_SIZE; n += 1) {
      await box.carry({ ...mail, to: `p${String(n % 2)}@example.com` }, String(n))
    }
    expect(box.list()).toHaveLength(MAILBOX_SIZE)
    expect(box.find('0')).toBeUndefined()
    expect(box.list()[0]?.id).toBe(String(MAILBOX_SIZE))
    const own = box.list('P1@example.com')
    expect(own.map(({ to }) => to)).toEqual(own.map(() => 'p1@example.com'))
    expect(own).toHaveLength(MAILBOX_SIZE / 2)
  })
})
