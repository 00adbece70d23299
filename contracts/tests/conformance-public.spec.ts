/** The public operations: which they are, that they ignore credentials, that they tell the contract. */
import { jsonOf } from '../http/exchange.ts'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { parse } from 'yaml'
import { environment } from '../environment.ts'
import { openApiDocument } from '../spec/contract.ts'
import { standingKey } from '../issuer/keys.ts'
import { keyMint } from '../issuer/mint.ts'
import type { Message } from '../http/exchange.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { publicOperations } from '../spec/contract.ts'
import { logoutForm, logoutToken } from '../world/logout.ts'
import { newPerson, nobody, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'

/** Opening another operation takes a change here as well as in openapi.yaml. */
const open = [
  ...[
    'backChannelLogout',
    'getDocs',
    'getDocsScript',
    'getFeed',
    'getHealth',
    'getOpenApiJson',
    'getOpenApiYaml',
  ],
  ...['getProblemTypes', 'getReadiness'],
]

test('no operation is public but those that are meant to be', () => {
  expect(
    publicOperations()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(open)
})

for (const operation of publicOperations()) {
  test(`answers alike with good, bad and no credentials — ${nameOf(operation)}`, async () => {
    const a = newPerson('A')
    const message = await publicRequest(operation, a)
    const reference = await sendAs(a.subject, message)
    expect(reference.status).toBe(200)
    for (const value of ['Bearer x.y.z', 'Bearer', 'Basic eDp5', '', `Bearer ${a.token()}`]) {
      for (const query of ['', '?x=1']) {
        const target = message.target + query
        const headers = [...(message.headers ?? []), ['Authorization', value] as const]
        const exchange = await sendAs(a.subject, { ...message, target, headers })
        expect(exchange.status, value).toBe(200)
        expect(exchange.text, value).toBe(reference.text)
      }
    }
  })
}

/** What a public operation grants: without a token, but with the proof that some ask for instead. */
async function publicRequest(operation: Operation, person: Person): Promise<Message> {
  if (operation.id === 'backChannelLogout') {
    return logoutForm(logoutToken(keyMint(standingKey('ed-1')), { sid: randomUUID() }))
  }
  if (!operation.template.includes('{')) {
    return { method: operation.method, target: operation.template }
  }
  return validRequest(operation, person)
}

test('the running api tells the committed contract', async () => {
  const committed = readFileSync(environment().openApiFile, 'utf8')
  const yaml = await nobody.send({ method: 'GET', target: '/openapi.yaml' })
  expect(yaml.text).toBe(committed)
  expect(parse(yaml.text)).toEqual(openApiDocument().root)
  const json = await nobody.send({ method: 'GET', target: '/openapi.json' })
  expect(jsonOf(json)).toEqual(openApiDocument().root)
})

test('the API reference loads nothing from anywhere else', async () => {
  for (const target of ['/docs', '/docs/problems']) {
    const { text } = await nobody.send({ method: 'GET', target })
    const loaded = [...text.matchAll(/\b(?:src|href)\s*=\s*["']?([^"'\s>]+)/g)].map(
      ([, url]) => url,
    )
    expect(loaded.filter((url) => /^(?:[a-z]+:)?\/\//i.test(url ?? ''))).toEqual([])
  }
})

test('liveness and readiness say so', async () => {
  for (const target of ['/healthz', '/readyz']) {
    expect((await nobody.send({ method: 'GET', target })).status).toBe(200)
  }
})
