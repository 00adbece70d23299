import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openAuthRoom, signUp, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { clientAt } from './client.ts'
import {
  listSessions,
  markSeen,
  revokeAllSessions,
  revokeOtherSessions,
  revokeSession,
} from './sessions.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase
let room: AuthRoom

beforeAll(async () => {
  database = await startTestDatabase()
  room = openAuthRoom(database.db)
}, 120_000)

afterAll(() => database.stop())

/** Somebody with one session for each of these ages, made as Better Auth makes them. */
async function newPerson(agesInDays: readonly number[] = []) {
  const { cookie, email } = await signUp(room)
  const [owner] = await database.owner`select id from "user" where email = ${email}`
  const userId = String(owner?.['id'])
  const { internalAdapter } = await room.auth.$context
  const older = []
  for (const days of agesInDays) {
    const { id, token } = await internalAdapter.createSession(userId)
    await database.owner`
      update session set created_at = now() - make_interval(days => ${days}),
        last_seen_at = now() - make_interval(days => ${days}) where id = ${id}`
    older.push({ id, token })
  }
  const { id } = await sessionOf(cookie)
  return { userId, cookie, thisId: id, older }
}

async function sessionOf(cookie: string): Promise<{ id: string }> {
  const answer = await room.call('/api/auth/get-session', { headers: { cookie } })
  const body = (await answer.json()) as { session: { id: string } } | null
  if (!body) throw new Error('nobody is signed in')
  return body.session
}

const isSignedIn = async (cookie: string) =>
  (await room.call('/api/auth/token', { headers: { cookie } })).status === 200

describe('the list of sessions', () => {
  it('has the living ones with the last seen first, however old, and not a token', async () => {
    const { userId, thisId, older } = await newPerson([3, 1])
    const expired = await newPerson()
    await database.owner`
      update session set expires_at = now() - interval '1 second' where id = ${expired.thisId}`
    const listed = await listSessions(database.db, userId)
    expect(listed.map(({ id }) => id)).toEqual([thisId, older[1]?.id, older[0]?.id])
    expect(Object.keys(listed[0] ?? {}).sort()).toEqual([
      'createdAt',
      'id',
      'ipAddress',
      'lastSeenAt',
      'userAgent',
    ])
    const text = JSON.stringify(listed)
    for (const { token } of older) expect(text).not.toContain(token)
    expect(await listSessions(database.db, expired.userId)).toEqual([])
  })

  it('names the whole address and the device of each sign-in', async () => {
    const { email } = await signUp(room)
    const { headers } = await room.post(
      '/api/auth/sign-in/email',
      { email, password: 'correct horse' },
      { address: '2001:db8:1:2:3:4:5:6', headers: { 'user-agent': 'curl/8.5.0' } },
    )
    const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const [row] = await database.owner`
      select ip_address, user_agent from session where id = ${(await sessionOf(cookie)).id}`
    expect(row).toEqual({ ip_address: '2001:db8:1:2:3:4:5:6', user_agent: 'curl/8.5.0' })
  })
})

describe('revoking', () => {
  it('ends one session at once, a day after signing in and later, too', async () => {
    const { userId, cookie, thisId, older } = await newPerson([2])
    await database.owner`
      update session set created_at = now() - interval '6 days' where id = ${thisId}`
    expect(await revokeSession(database.db, userId, older[0]?.id ?? '')).toBe(true)
    expect(await isSignedIn(cookie)).toBe(true)
    expect(await revokeSession(database.db, userId, thisId)).toBe(true)
    expect(await isSignedIn(cookie)).toBe(false)
  })

  it("answers for somebody else's session as for none, and leaves it alone", async () => {
    const [ada, eve] = [await newPerson(), await newPerson()]
    const answers = [
      await revokeSession(database.db, eve.userId, ada.thisId),
      await revokeSession(database.db, eve.userId, 'no-such-session'),
    ]
    expect(answers).toEqual([false, false])
    await revokeOtherSessions(database.db, eve.userId, ada.thisId)
    await revokeAllSessions(database.db, eve.userId)
    expect(await isSignedIn(ada.cookie)).toBe(true)
    expect(await isSignedIn(eve.cookie)).toBe(false)
  })

  it('keeps this one of fifty when the others go', async () => {
    const { userId, cookie, thisId } = await newPerson(Array.from({ length: 49 }, (_, n) => n))
    expect(await listSessions(database.db, userId)).toHaveLength(50)
    expect(await revokeOtherSessions(database.db, userId, thisId)).toBe(49)
    expect((await listSessions(database.db, userId)).map(({ id }) => id)).toEqual([thisId])
    expect(await isSignedIn(cookie)).toBe(true)
  })
})

describe('last seen', () => {
  const seenAt = async (id: string) => {
    const [row] = await database.owner`
      select ip_address, now() - last_seen_at < interval '1 minute' as now from session
      where id = ${id}`
    return row
  }

  it('is noted with the address when a token is asked for', async () => {
    const { cookie, thisId } = await newPerson()
    await database.owner`
      update session set last_seen_at = now() - interval '6 minutes' where id = ${thisId}`
    const asked = { headers: { cookie }, address: '192.0.2.99' }
    expect((await room.call('/api/auth/token', asked)).status).toBe(200)
    await vi.waitFor(async () => {
      expect(await seenAt(thisId)).toEqual({ ip_address: '192.0.2.99', now: true })
    })
  })

  it('is not written again within five minutes', async () => {
    const { thisId } = await newPerson()
    const [before] = await database.owner`
      update session set last_seen_at = now() - interval '4 minutes' where id = ${thisId}
      returning last_seen_at`
    await markSeen(database.db, thisId, clientAt('192.0.2.1', 'x'))
    const [after] = await database.owner`select last_seen_at from session where id = ${thisId}`
    expect(after).toEqual(before)
  })
})
