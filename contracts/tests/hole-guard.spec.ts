/** Ways around the guard that a reader of paths or of forwarded headers would open. */
import { expect, test } from '@playwright/test'
import { probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { newPerson, nobody } from '../world/people.ts'

/** What proxies say of a request, and what no sender may say in their place. */
const forwarded: readonly (readonly [name: string, value: string])[] = [
  ...['X-Forwarded-For', 'X-Real-IP', 'X-Client-IP', 'True-Client-IP', 'CF-Connecting-IP'].flatMap(
    (name) => [[name, '127.0.0.1'] as const, [name, '::1'] as const],
  ),
  ['Forwarded', 'for=127.0.0.1;host=localhost;proto=https'],
  ['X-Forwarded-Host', 'localhost'],
  ['X-Forwarded-Proto', 'https'],
  ...[
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-Forwarded-Path',
    'X-Forwarded-Uri',
    'X-Forwarded-Prefix',
  ].flatMap((name) => ['/healthz', '/docs', '/openapi.yaml'].map((path) => [name, path] as const)),
  ['X-Original-Method', 'OPTIONS'],
  ['X-Authenticated', 'true'],
  ['X-Internal', '1'],
  ['X-Skip-Auth', '1'],
]

test('X01 no header that a proxy might write stands in for a token', async () => {
  const wrong: string[] = []
  for (const { message, name } of await probesFor(newPerson('A'))) {
    for (const header of forwarded) {
      const exchange = await nobody.send({
        ...message,
        headers: [...(message.headers ?? []), header],
      })
      const faults = profileFaults('A0', exchange)
      wrong.push(...faults.map((fault) => `${name} with ${header.join(': ')}: ${fault}`))
    }
  }
  expect(wrong).toEqual([])
})

/** The path in another spelling; most of them name nothing, and that is not told either. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `//healthz/..${path}`,
  (path) => path.replace('/v1/', '/v1//'),
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => path.toUpperCase(),
  (path) => path.replace('/v1', '/V1'),
  (path) => `${path}.json`,
  (path) => `${path}.html`,
  (path) => `${path};healthz`,
  (path) => `${path}/healthz`,
  (path) => `${path}?/healthz`,
  (path) => `${path}?path=/healthz`,
  (path) => `/healthz${path}`,
  (path) => `/docs${path}`,
  (path) => `/.${path}`,
  (path) => `${path}%20`,
  (path) => `${path}%00`,
  (path) => `${path}%2f`,
  (path) => path.replace('v', '%76'),
  (path) => `/healthz/%2e%2e${path}`,
]

test('X02 no spelling of a path is answered to who has no token', async () => {
  const wrong: string[] = []
  for (const { message, name } of await probesFor(newPerson('A'))) {
    for (const spell of spellings) {
      const target = spell(message.target)
      // An empty answer for what HTTP itself forbids is fine as well: 400.
      const { status } = await nobody.send({ ...message, target })
      if (status !== 401 && status !== 400) wrong.push(`${name} as ${target}: ${String(status)}`)
    }
  }
  expect(wrong).toEqual([])
})
