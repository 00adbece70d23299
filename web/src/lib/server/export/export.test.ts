// A whole export: what a person holds in web's database and in the api's, as the schema says.
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { saveSettings } from '../account/settings.ts'
import { createLink } from '../auth/mail-links/links.ts'
import { eq } from 'drizzle-orm'
import { passkey } from '../db/passkey-tables.ts'
import { account, session, user } from '../db/schema.ts'
import { openTasksDatabase, startApi, type Api } from '../testing/api-process.ts'
import { createProgram } from '../programs/grants.ts'
import { openAuthRoom, secret, signUp, tokenOf, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { accountOf, securityEventsOf, sessionsOf } from './account-data.ts'
import { everythingAsJson } from './json.ts'
import { nothingKept, trashPages } from './kept-pages.ts'
import { taskPages } from './task-pages.ts'

vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase
let api: Api
let room: AuthRoom

beforeAll(async () => {
  database = await startTestDatabase()
  room = openAuthRoom(database.db, { AUTH_MODE: 'shared-secret' })
  const tasks = await openTasksDatabase(database)
  api = await startApi(tasks, { AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRET: secret })
}, 120_000)

afterAll(async () => {
  await api.stop()
  await database.stop()
})

async function newPerson() {
  const person = await signUp(room)
  const [row] = await database.db.select().from(user).where(eq(user.email, person.email))
  if (!row) throw new Error('nobody has signed up')
  const newToken = () => tokenOf(room, person.cookie)
  return { ...person, userId: row.id, newToken }
}

type Person = Awaited<ReturnType<typeof newPerson>>

async function addTask(person: Person, task: Record<string, unknown>): Promise<void> {
  await addWith(await person.newToken(), task)
}

async function addWith(token: string, task: Record<string, unknown>): Promise<void> {
  const { status } = await fetch(`${api.origin}/v1/tasks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(task),
  })
  expect(status).toBe(201)
}

/** @returns what the api has answered */
async function send(
  person: Person,
  [method, path]: readonly [string, string],
  body?: object,
): Promise<{ id: string }> {
  const response = await fetch(api.origin + path, {
    ...{ method, headers: { authorization: `Bearer ${await person.newToken()}` } },
    ...(body && {
      headers: {
        authorization: `Bearer ${await person.newToken()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    }),
  })
  expect(response.ok).toBe(true)
  return (response.status === 204 ? { id: '' } : await response.json()) as { id: string }
}

async function exportOf({ userId, newToken }: Person): Promise<string> {
  const { db } = database
  const [first] = await db.select().from(session).where(eq(session.userId, userId))
  const signal = new AbortController().signal
  const source = { apiUrl: api.origin, newToken, signal }
  const kept = nothingKept()
  const pieces = everythingAsJson({
    head: {
      $schema: 'https://tasks.example.com/schemas/export-1.json',
      ...{ version: 1, exportedAt: new Date(), service: 'https://tasks.example.com' },
    },
    account: await accountOf(room.auth, db, userId),
    sessions: sessionsOf(db, { userId, sessionId: first?.id }),
    securityEvents: securityEventsOf(db, userId),
    taskPages: taskPages(source),
    trashPages: trashPages(source, kept),
    kept,
  })
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

async function validator() {
  const file = new URL('../../../../../docs/export-1.schema.json', import.meta.url)
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  formats(ajv)
  return ajv.compile(JSON.parse(await readFile(file, 'utf8')) as object)
}

describe('an export', () => {
  it('of somebody who has everything is as its schema says', async () => {
    const person = await newPerson()
    const dateTime = '2027-01-02T09:00:00'
    for (const due of [
      { kind: 'date', date: '2027-01-02' },
      { kind: 'floating', dateTime },
      { kind: 'zoned', dateTime, timeZone: 'Europe/Berlin' },
    ]) {
      await addTask(person, { title: 'Due "then"', notes: '=1\n', due, priority: 'high' })
    }
    await addTask(person, { title: 'Done', status: 'done' })
    await saveSettings(database.db, person.userId, { theme: 'dark', locale: 'de-DE', weekStart: 1 })
    await createLink(database.db, {
      ...{ purpose: 'approve-email-change', userId: person.userId },
      ...{ email: person.email, newEmail: 'new@example.com' },
    })
    const wanted = { userId: person.userId, kind: 'token' as const, days: 7 }
    const program = { ...wanted, name: 'Backup', scopes: ['tasks:read'] as const }
    const made = await createProgram(database.db, program)
    await room.post('/api/auth/sign-in/email', { email: person.email, password: 'a wrong one' })
    await database.db.insert(passkey).values({
      ...{ id: 'p1', userId: person.userId, credentialId: 'c1', publicKey: 'k1', counter: 0 },
      ...{ transports: 'internal', backedUp: true, name: 'My laptop' },
    })

    const data = JSON.parse(await exportOf(person)) as Record<string, unknown>
    const validate = await validator()
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
    expect(Object.keys(data).at(-1)).toBe('taskCount')
    expect(data).toMatchObject({
      taskCount: 4,
      account: { id: person.userId, name: 'Ann', email: person.email, emailConfirmed: true },
      settings: { theme: 'dark', language: 'de-DE', weekStart: 1 },
      secondFactor: { on: false, recoveryCodesLeft: 0 },
      passkeys: [{ name: 'My laptop', synchronised: true, lastUsedAt: null }],
      pendingLinks: [{ purpose: 'approve-email-change', newEmail: 'new@example.com' }],
      sessions: [{ isThis: true }],
      programs: [{ name: 'Backup', kind: 'token', scopes: ['tasks:read'], lastUsedAt: null }],
    })
    expect(JSON.stringify(data)).not.toContain(made?.secret)
    expect(data['tasks']).toHaveLength(4)
    const kinds = (data['securityEvents'] as { kind: string }[]).map(({ kind }) => kind)
    expect(kinds).toContain('sign-up')
    expect(kinds).toContain('email-confirmed')
  })

  it('has what tasks are kept in, and the trash', async () => {
    const person = await newPerson()
    const list = await send(person, ['POST', '/v1/lists'], { name: 'Home', color: 'green' })
    const { id: listId } = list
    await send(person, ['POST', '/v1/sections'], { listId, name: 'Garden' })
    const label = await send(person, ['POST', '/v1/labels'], { name: 'errand' })
    await send(person, ['POST', '/v1/filters'], { name: 'Soon', filter: 'due:today' })
    await send(person, ['PATCH', '/v1/settings'], { timeZone: 'Asia/Kolkata' })
    await addTask(person, { title: 'Kept', listId, labelIds: [label.id] })
    const thrown = await send(person, ['POST', '/v1/tasks'], { title: 'Thrown away' })
    await send(person, ['DELETE', `/v1/tasks/${thrown.id}`])
    const old = await send(person, ['POST', '/v1/lists'], { name: 'Old' })
    await addTask(person, { title: 'Gone with it', listId: old.id })
    await send(person, ['DELETE', `/v1/lists/${old.id}`])

    const data = JSON.parse(await exportOf(person)) as Record<string, { title: string }[]>
    const validate = await validator()
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
    expect(data).toMatchObject({
      tasks: [{ title: 'Kept', listId, labelIds: [label.id] }],
      lists: [
        { name: 'Home', color: 'green', deletedAt: null },
        { name: 'Old', deletedAt: expect.any(String) as string },
      ],
      sections: [{ name: 'Garden', listId }],
      labels: [{ name: 'errand' }],
      filters: [{ name: 'Soon' }],
      taskSettings: [{ timeZone: 'Asia/Kolkata' }],
      taskCount: 1,
    })
    const trash = (data['trash'] ?? []).map(({ title }) => title)
    expect(trash.sort()).toEqual(['Gone with it', 'Thrown away'])
  })

  it('of somebody who has nothing is as its schema says, too', async () => {
    const data = JSON.parse(await exportOf(await newPerson())) as Record<string, unknown>
    const validate = await validator()
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
    expect(data).toMatchObject({ settings: null, tasks: [], trash: [], lists: [], taskCount: 0 })
  })

  it('has all tasks of more than one page, and each once', async () => {
    const person = await newPerson()
    const token = await person.newToken()
    for (let made = 0; made < 210; made += 1) await addWith(token, { title: `task ${made}` })
    const { tasks, taskCount } = JSON.parse(await exportOf(person)) as {
      tasks: { title: string }[]
      taskCount: number
    }
    expect(taskCount).toBe(210)
    expect(new Set(tasks.map(({ title }) => title)).size).toBe(210)
  })

  it('holds nothing that opens the account', async () => {
    const person = await newPerson()
    const text = await exportOf(person)
    const { db } = database
    const [{ token } = { token: '' }] = await db
      .select({ token: session.token })
      .from(session)
      .where(eq(session.userId, person.userId))
    const [{ hash } = { hash: null }] = await db
      .select({ hash: account.password })
      .from(account)
      .where(eq(account.userId, person.userId))
    expect(token.length).toBeGreaterThan(20)
    expect(text).not.toContain(token)
    expect(hash?.length).toBeGreaterThan(20)
    expect(text).not.toContain(hash)
  })

  it("has nothing of anybody else's", async () => {
    const [ann, bob] = [await newPerson(), await newPerson()]
    await addTask(bob, { title: 'Only for Bob' })
    const text = await exportOf(ann)
    for (const other of [bob.userId, bob.email, 'Only for Bob']) expect(text).not.toContain(other)
  })
})
