import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newEmail, openAuthRoom, signUp, tokenFor } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const stolen = 'correct horse battery'
const hash = createHash('sha1').update(stolen).digest('hex').toUpperCase()
const padding = createHash('sha1').update('only padding here').digest('hex').toUpperCase()

type Answer = (response: ServerResponse) => void
const lists: Answer = (response) =>
  response.end(`${'0'.repeat(35)}:3\r\n${hash.slice(5)}:42\r\n${padding.slice(5)}:0\r\n`)

let database: TestDatabase
let answer: Answer = lists
const asked: IncomingMessage[] = []
const service = createServer((request, response) => {
  asked.push(request)
  answer(response)
})
let baseUrl: string

beforeAll(async () => {
  database = await startTestDatabase()
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/copy`
})

afterAll(async () => {
  service.close()
  service.closeAllConnections()
  await database.stop()
})

const open = (url: string | null = baseUrl) =>
  openAuthRoom(database.db, { PASSWORD_RANGE_URL: url })
const person = (password: string) => ({ name: 'Ann', email: newEmail(), password })

describe('a password that is in a list of stolen ones', () => {
  it('is refused where one signs up, and the service hears five digits of its hash', async () => {
    asked.length = 0
    const refused = await open().post('/api/auth/sign-up/email', person(stolen))
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'PASSWORD_COMPROMISED' })
    expect(asked.map(({ url }) => url)).toEqual([`/copy/range/${hash.slice(0, 5)}`])
    expect(asked[0]?.headers['add-padding']).toBe('true')
    expect(JSON.stringify(asked[0]?.headers)).not.toContain('example.com')
  })

  it('is refused where it would become the new one', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const change = (newPassword: string) =>
      room.post(
        '/api/auth/change-password',
        { currentPassword: 'correct horse', newPassword },
        { headers: { cookie } },
      )
    const refused = await change(stolen)
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { code: 'PASSWORD_COMPROMISED' },
    ])
    expect((await change('another horse')).status).toBe(200)
  })

  it('is refused where it is set by a link, before the link is looked at', async () => {
    const { auth } = open()
    const reset = (newPassword: string) =>
      auth.api.resetPassword({ body: { newPassword, token: 'no such link' } })
    await expect(reset(stolen)).rejects.toMatchObject({ body: { code: 'PASSWORD_COMPROMISED' } })
    await expect(reset('another horse')).rejects.toMatchObject({ body: { code: 'INVALID_TOKEN' } })
  })

  it('is refused where an address is confirmed in another browser, and the link stays good', async () => {
    const room = open()
    const somebody = person('a fine password')
    expect((await room.post('/api/auth/sign-up/email', somebody)).status).toBe(200)
    const token = tokenFor(room, somebody.email)
    const confirm = (newPassword: string) =>
      room.post('/api/auth/confirm-email', { token, newPassword })
    const refused = await confirm(stolen)
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { code: 'PASSWORD_COMPROMISED' },
    ])
    expect((await confirm('another horse')).status).toBe(200)
  })

  it('still signs in whoever has it already', async () => {
    const { email } = await signUp(open(null), stolen)
    const known = { email, password: stolen }
    expect((await open().post('/api/auth/sign-in/email', known)).status).toBe(200)
  })
})

describe('nobody is kept out', () => {
  it('by a line of padding', async () => {
    const fine = person('only padding here')
    expect((await open().post('/api/auth/sign-up/email', fine)).status).toBe(200)
  })

  it.each<[string, Answer]>([
    ['fails', (response) => response.writeHead(503).end()],
    ['sends elsewhere', (response) => response.writeHead(302, { location: '/copy/x' }).end()],
    ['breaks off', (response) => response.destroy()],
    ['talks nonsense', (response) => response.end('<html>\n:::\n')],
    ['never answers', () => undefined],
  ])('by a service that %s', async (_, behaviour) => {
    answer = behaviour
    try {
      const taken = await open().post('/api/auth/sign-up/email', person(stolen))
      expect(taken.status).toBe(200)
    } finally {
      answer = lists
    }
  })

  it('and nobody is asked unless it is configured', async () => {
    asked.length = 0
    expect((await open(null).post('/api/auth/sign-up/email', person(stolen))).status).toBe(200)
    expect(asked).toEqual([])
  })
})
