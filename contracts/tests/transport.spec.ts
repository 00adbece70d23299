/** What stands in front of the token: sizes, counts and spellings of the request's head. Raw sockets. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import type { RawAnswer } from '../raw/socket.ts'
import { compact, goodClaims, keyMint, tokensAround } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'
import { newPerson, nobody } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { nameOf } from '../openapi/operations.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { validRequest } from '../world/recipes.ts'

interface Sent {
  name: string
  answer: RawAnswer
}

/** The same extra lines in the head of each secured operation's valid request. */
async function sendToAll(
  person: Person,
  lines: readonly (string | Buffer)[],
  receiver?: string,
): Promise<Sent[]> {
  const { apiBaseUrl } = environment()
  const sent: Sent[] = []
  for (const operation of securedOperations()) {
    const message = await validRequest(operation, person)
    const body = Buffer.from(message.body ?? '')
    const types = (message.headers ?? []).map(([name, value]) => `${name}: ${value}`)
    const length = message.body === undefined ? [] : [`Content-Length: ${String(body.length)}`]
    const start = [`${message.method} ${message.target} HTTP/1.1`, hostOf(apiBaseUrl), ...types]
    const parts = [...start, ...length, ...lines].flatMap((line) => [line, '\r\n'])
    const options = receiver === undefined ? {} : { receiver }
    const bytes = [...parts, '\r\n', body].map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
    )
    const answer = await rawExchange(apiBaseUrl, [Buffer.concat(bytes)], options)
    sent.push({ name: nameOf(operation), answer })
  }
  return sent
}

function withStatus(sent: Sent[], allowed: (number | undefined)[]): string[] {
  return sent
    .filter(({ answer }) => !allowed.includes(answer.status))
    .map(({ name, answer }) => `${name} → ${String(answer.status)} ${answer.text.slice(0, 120)}`)
}

function noteAll(rowId: string): void {
  for (const { id } of securedOperations()) noteRow(rowId, id)
}

const refusals = [400, 401, 413, 414, 431]

test('T21 refuses tokens of 64 KiB and 1 MiB without reading them', async () => {
  const a = newPerson('A')
  const mint = keyMint(standingKey('ed-1'))
  for (const length of [64 * 1024, 1024 * 1024]) {
    const { over } = tokensAround(mint, a.subject, length)
    const sent = await sendToAll(a, [`Authorization: Bearer ${over}`])
    // A server that hangs up amid a megabyte may take its own answer along with the connection.
    expect(withStatus(sent, length > 64 * 1024 ? [...refusals, undefined] : refusals)).toEqual([])
  }
  noteAll('T21')
})

test('T22 never loses the token among hundreds of headers', async () => {
  const a = newPerson('A')
  for (const count of [500, 2500]) {
    const extra = Array.from({ length: count }, (_, index) => `X-Extra-${String(index)}: x`)
    const sent = await sendToAll(a, [...extra, `Authorization: Bearer ${a.token()}`])
    expect(withStatus(sent, refusals)).toEqual([])
  }
  noteAll('T22')
})

test('T18 refuses a head that two readers could understand in two ways', async () => {
  const a = newPerson('A')
  const bearer = `Bearer ${a.token()}`
  const spellings: [string, (string | Buffer)[]][] = [
    ['folded line', ['Authorization: Bearer', ` ${a.token()}`]],
    ['blank before the colon', [`Authorization : ${bearer}`]],
    ['NUL in the value', [`Authorization: ${bearer}\0`]],
    ['CR in the value', [`Authorization: ${bearer}\rX: y`]],
  ]
  for (const [name, lines] of spellings) {
    const sent = await sendToAll(a, lines)
    expect(withStatus(sent, [400]), name).toEqual([])
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
  const { header, sign } = keyMint(standingKey('ed-1'))
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const jwt = compact(
    header,
    `{"x":${deep},${JSON.stringify(goodClaims(a.subject)).slice(1)}`,
    sign,
  )
  const sent = await sendToAll(a, [`Authorization: Bearer ${jwt}`])
  expect(withStatus(sent, [...refusals, undefined])).toEqual([])
  const next = await a.send({ method: 'GET', target: '/v1/me' })
  expect(next.status).toBe(200)
  noteAll('T48')
})
