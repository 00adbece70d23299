/** Rules of tokens that no row of the tables tells apart. */
import { expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { compact, goodClaims, keyMint, secretMint, token } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'
import { originOf } from '../tokens/desk.ts'
import { profileFaults } from '../tokens/profiles.ts'
import type { Profile } from '../tokens/profiles.ts'
import { bearer } from '../tokens/row.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { meOf, taskListOf, taskOf } from '../world/tasks.ts'

const mints = { jwks: () => keyMint(standingKey('ed-1')), 'shared-secret': secretMint } as const
const modes = ['jwks', 'shared-secret'] as const

async function faultsOf(
  mode: (typeof modes)[number],
  { person, jwt, name }: { person: Person; jwt: string; name: string },
  profile: Profile,
): Promise<string[]> {
  const message = get('/v1/me', bearer(name, jwt).headers)
  const receiver = profile === 'OK' ? person.subject : undefined
  const exchange = await sendAs(receiver, message, { origin: originOf(mode) })
  return profileFaults(profile, exchange).map((fault) => `${name}: ${fault}`)
}

for (const mode of modes) {
  test(`X11 a kid of any other kind than text is refused, ${mode}`, async () => {
    const person = newPerson('A')
    const wrong: string[] = []
    for (const kid of [0, 1, true, false, null, [], ['ed-1'], {}, '']) {
      const jwt = token(mints[mode](), person.subject, { header: { kid } })
      const name = JSON.stringify(kid)
      wrong.push(...(await faultsOf(mode, { person, jwt, name }, 'A1')))
    }
    expect(wrong).toEqual([])
  })

  test(`X12 the type JWT is read in any case, ${mode}`, async () => {
    const person = newPerson('A')
    const wrong: string[] = []
    for (const typ of ['jwt', 'Jwt', 'jWT']) {
      const jwt = token(mints[mode](), person.subject, { header: { typ } })
      wrong.push(...(await faultsOf(mode, { person, jwt, name: typ }, 'OK')))
    }
    expect(wrong).toEqual([])
  })

  test(`X13 a token nested deeper than eight levels is refused, ${mode}`, async () => {
    const person = newPerson('A')
    const { header, sign } = mints[mode]()
    const nested = (levels: number): string => {
      const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`
      const claims = JSON.stringify(goodClaims(person.subject)).slice(1)
      return compact(header, `{"x":${deep},${claims}`, sign)
    }
    // The payload is a level itself.
    const good = { person, jwt: nested(7), name: '8' }
    expect(await faultsOf(mode, good, 'OK')).toEqual([])
    const wrong: string[] = []
    for (const levels of [8, 100, 1000]) {
      const name = String(levels + 1)
      wrong.push(...(await faultsOf(mode, { person, jwt: nested(levels), name }, 'A1')))
    }
    expect(wrong).toEqual([])
  })
}

/** Two subjects that a careless comparison would take for one. */
const alike: readonly [what: string, other: (subject: string) => string][] = [
  ['case', (subject) => subject.toUpperCase()],
  [
    'the case of one letter',
    (subject) => subject.replace(/[a-f]/, (letter) => letter.toUpperCase()),
  ],
  [
    'the last character',
    (subject) => `${subject.slice(0, -1)}${subject.endsWith('0') ? '1' : '0'}`,
  ],
  ['a character more', (subject) => `${subject}0`],
  ['a character less', (subject) => subject.slice(0, -1)],
  ['an underscore for a hyphen', (subject) => subject.replace('-', '_')],
  ['a hyphen less', (subject) => subject.replace('-', '')],
  ['what stands behind 64 characters', (subject) => `${subject}${'0'.repeat(64)}`],
]

for (const mode of modes) {
  test(`X36 no time of a token lies before 1970, ${mode}`, async () => {
    const person = newPerson('A')
    const wrong: string[] = []
    for (const claims of [{ nbf: -1 }, { iat: -1 }, { exp: -1 }, { nbf: -1e-9 }, { iat: -1e300 }]) {
      const jwt = token(mints[mode](), person.subject, { claims })
      wrong.push(...(await faultsOf(mode, { person, jwt, name: JSON.stringify(claims) }, 'A1')))
    }
    expect(wrong).toEqual([])
  })

  test(`X37 a token counts as it was spelt and in no other case, ${mode}`, async () => {
    const person = newPerson('A')
    const jwt = token(mints[mode](), person.subject)
    expect(await faultsOf(mode, { person, jwt, name: 'as it was' }, 'OK')).toEqual([])
    const letters = [...jwt.matchAll(/[A-Za-z]/g)].map(({ index }) => index)
    const wrong: string[] = []
    for (const at of letters.filter((_, nth) => nth % 7 === 0)) {
      const letter = jwt.charAt(at)
      const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
      const changed = jwt.slice(0, at) + other + jwt.slice(at + 1)
      const name = `letter ${String(at)}`
      wrong.push(...(await faultsOf(mode, { person, jwt: changed, name }, 'A1')))
    }
    expect(wrong).toEqual([])
  })
}

test('X14 subjects that are alike are two people', async () => {
  const wrong: string[] = []
  for (const [what, other] of alike) {
    // With a letter to change the case of.
    const subject = `a${randomUUID()}`
    const [one, two] = [subject, other(subject)]
    for (const [writer, reader] of [
      [one, two],
      [two, `${one}x`],
    ] as const) {
      const created = await ask(writer, 'POST')
      expect(created.status, what).toBe(201)
      const { tasks } = meOf(await ask(reader, 'GET'))
      if (reader === two && tasks.total !== 0) wrong.push(`${what}: ${String(tasks.total)} tasks`)
      const { items } = taskListOf(await ask(reader, 'GET', '/v1/tasks'))
      if (reader === two && items.length > 0) wrong.push(`${what}: lists ${String(items.length)}`)
    }
    const counts = [one, two].map(async (each) => meOf(await ask(each, 'GET')))
    for (const { tasks } of await Promise.all(counts)) {
      if (tasks.total !== 1) wrong.push(`${what}: ${String(tasks.total)} tasks in the end`)
    }
  }
  expect(wrong).toEqual([])
})

test('X15 where a first task stands says nothing of what others have', async () => {
  const places = new Set<unknown>()
  for (let index = 0; index < 3; index += 1) {
    const created = await ask(randomUUID(), 'POST')
    places.add(taskOf(created).position)
  }
  expect(places.size, [...places].join(' ')).toBe(1)
})

function ask(
  subject: string,
  method: 'GET' | 'POST',
  target = '/v1/me',
): ReturnType<typeof sendAs> {
  const { headers } = bearer('', token(mints.jwks(), subject))
  if (method === 'GET') return sendAs(subject, get(target, headers))
  const type = ['Content-Type', 'application/json'] as const
  const body = JSON.stringify({ title: 'x' })
  return sendAs(subject, { method, target: '/v1/tasks', headers: [...headers, type], body })
}
