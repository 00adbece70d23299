/** What stands in front of the token: sizes, counts and spellings of the request's head. Raw sockets. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { head, rawExchange, requestWith } from '../raw/socket.ts'
import type { RawAnswer } from '../raw/socket.ts'
import { compact, goodClaims, token, tokensAround } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'
import { newPerson, nobody } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { nameOf } from '../openapi/operations.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { originOf } from '../tokens/desk.ts'
import { probesFor } from '../tokens/judge.ts'
import type { Probe } from '../tokens/judge.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import type { Profile } from '../tokens/profiles.ts'
import { mintsOf } from '../tokens/row.ts'
import type { AuthMode } from '../tokens/row.ts'

const modes: readonly AuthMode[] = ['jwks', 'shared-secret']

interface Sent {
  name: string
  answer: RawAnswer
}

const arranged = new WeakMap<Person, Probe[]>()

/** The same extra lines in the head of each secured operation's valid request, in both modes. */
async function sendToAll(
  person: Person,
  linesFor: (mint: Mint) => readonly (string | Buffer)[],
): Promise<Sent[]> {
  const sent: Sent[] = []
  // None of them is granted, so the same requests do for many heads.
  const probes = arranged.get(person) ?? (await probesFor(person))
  arranged.set(person, probes)
  for (const mode of modes) {
    const [origin, lines] = [originOf(mode), linesFor(mintsOf(mode)[0])]
    for (const { name, message } of probes) {
      const answer = await rawExchange(origin, [requestWith(origin, message, lines)])
      sent.push({ name: `${name} (${mode})`, answer })
    }
  }
  return sent
}

/** What is neither one of these nor a refusal by one of these profiles. */
function otherThan(
  sent: Sent[],
  statuses: (number | undefined)[],
  profiles: Profile[] = [],
): string[] {
  return sent
    .filter(({ answer: { status, ...rest } }) => {
      if (statuses.includes(status)) return false
      const exchange = { ...rest, status: status ?? 0 }
      return profiles.every((profile) => profileFaults(profile, exchange).length > 0)
    })
    .map(({ name, answer }) => `${name} → ${String(answer.status)} ${answer.text.slice(0, 120)}`)
}

function noteAll(rowId: string): void {
  for (const { id } of securedOperations()) noteRow(rowId, id)
}

/** Of a server that has no room for the head. */
const noRoom = [400, 413, 414, 431]

test('T21 refuses tokens of 64 KiB and 1 MiB without reading them', async () => {
  const a = newPerson('A')
  for (const length of [64 * 1024, 1024 * 1024]) {
    const sent = await sendToAll(a, (mint) => [
      `Authorization: Bearer ${tokensAround(mint, a.subject, length).over}`,
    ])
    // A server that hangs up amid a megabyte may take its own answer along with the connection.
    const statuses = length > 64 * 1024 ? [...noRoom, undefined] : noRoom
    expect(otherThan(sent, statuses, ['A1'])).toEqual([])
  }
  noteAll('T21')
})

test('T22 never loses the token among hundreds of headers', async () => {
  const a = newPerson('A')
  for (const count of [500, 2500]) {
    const extra = Array.from({ length: count }, (_, index) => `X-Extra-${String(index)}: x`)
    const sent = await sendToAll(a, (mint) => [
      ...extra,
      `Authorization: Bearer ${token(mint, a.subject)}`,
    ])
    expect(otherThan(sent, noRoom, ['A0'])).toEqual([])
  }
  noteAll('T22')
})

test('T18 refuses a head that two readers could understand in two ways', async () => {
  const a = newPerson('A')
  const spellings: [string, (jwt: string) => string[]][] = [
    ['folded line', (jwt) => ['Authorization: Bearer', ` ${jwt}`]],
    ['line folded by a tab', (jwt) => ['Authorization: Bearer', `\t${jwt}`]],
    ['blank before the colon', (jwt) => [`Authorization : Bearer ${jwt}`]],
    ['tab before the colon', (jwt) => [`Authorization\t: Bearer ${jwt}`]],
    ['blank before the name', (jwt) => ['X: y', ` Authorization: Bearer ${jwt}`]],
    ['no colon', (jwt) => [`Authorization Bearer ${jwt}`]],
    ['NUL in the value', (jwt) => [`Authorization: Bearer ${jwt}\0`]],
    ['NUL in the name', (jwt) => [`Author\0ization: Bearer ${jwt}`]],
    ['CR in the value', (jwt) => [`Authorization: Bearer ${jwt}\rX: y`]],
    ['control character in the value', (jwt) => [`Authorization: Bearer ${jwt}\x01`]],
  ]
  for (const [name, lines] of spellings) {
    const sent = await sendToAll(a, (mint) => lines(token(mint, a.subject)))
    expect(otherThan(sent, [400]), name).toEqual([])
  }
  noteAll('T18')
})

test('T24 takes the path from the request line and never from the host', async () => {
  const { apiBaseUrl } = environment()
  const { host } = new URL(apiBaseUrl)
  for (const injected of [
    '/healthz?x=',
    '/healthz#',
    '/healthz/',
    '?x=',
    '#',
    '/v1/me?',
    '@evil/',
  ]) {
    for (const operation of securedOperations()) {
      const target = operation.template.replaceAll(/\{[^}]+\}/g, 'x')
      const line = `${operation.method} ${target} HTTP/1.1`
      const answer = await rawExchange(apiBaseUrl, [
        head(line, [`Host: ${host}${injected}`, 'Content-Length: 0', 'Connection: close']),
      ])
      expect(answer.status, `${line} with Host ${host}${injected}`).toBe(400)
    }
  }
  noteAll('T24')
})

test('T24 a host that is no host is a malformed request, for public operations as well', async () => {
  for (const operation of operations()) {
    const target = operation.template.replaceAll(/\{[^}]+\}/g, 'x')
    const headers = [['Host', 'a$b']] as const
    const exchange = await nobody.send({ method: operation.method, target, headers })
    expect(exchange.status, nameOf(operation)).toBe(400)
    expect(typeFaults(exchange, 'malformed-request')).toEqual([])
  }
})

test('T48 refuses a payload nested 200,000 deep and stays responsive', async () => {
  const a = newPerson('A')
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const claims = `{"x":${deep},${JSON.stringify(goodClaims(a.subject)).slice(1)}`
  const sent = await sendToAll(a, ({ header, sign }) => [
    `Authorization: Bearer ${compact(header, claims, sign)}`,
  ])
  expect(otherThan(sent, [...noRoom, undefined], ['A1'])).toEqual([])
  const next = await a.send({ method: 'GET', target: '/v1/me' })
  expect(next.status).toBe(200)
  noteAll('T48')
})
