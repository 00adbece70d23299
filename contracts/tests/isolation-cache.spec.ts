/** A behind the same caching proxy as B: nothing of A stays there, and nothing of A comes out. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { withoutOwn } from '../isolation/sameness.ts'
import { nameOf } from '../openapi/operations.ts'
import { openSharedCache } from '../proxy/shared-cache.ts'
import type { SharedCache } from '../proxy/shared-cache.ts'
import { publicOperations, securedOperations } from '../spec/contract.ts'
import { newPerson, sendAs } from '../world/people.ts'
import { furnish, validRequest } from '../world/recipes.ts'

async function through<T>(upstream: string, use: (cache: SharedCache) => Promise<T>): Promise<T> {
  const cache = await openSharedCache(upstream)
  try {
    return await use(cache)
  } finally {
    await cache.close()
  }
}

for (const operation of securedOperations().filter(({ method }) => method === 'GET')) {
  test(`I58 a shared cache keeps nothing and mixes nobody up — ${nameOf(operation)}`, async () => {
    const { apiBaseUrl } = environment()
    await through(apiBaseUrl, async (cache) => {
      const [a, b] = [newPerson('A', cache.origin), newPerson('B', cache.origin)]
      await Promise.all([furnish(a), furnish(b)])
      const message = await validRequest(operation, a)
      const anonymous = { origin: cache.origin }
      const direct = await sendAs(b.subject, { ...message, headers: [b.bearer()] })
      expect((await sendAs(undefined, message, anonymous)).status).toBe(401)
      const first = await a.send(message)
      expect(first.status).toBe(200)
      const asked = [message, { ...message, method: 'HEAD' }]
      const etag = first.headers['etag'] ?? ''
      const conditional = { ...message, headers: [['If-None-Match', etag]] as const }
      for (const again of [...asked, conditional]) {
        await a.send(again)
        const ofB = await b.send(again)
        if (again === message) {
          // The proxy writes a head of its own; what was said is the same.
          expect(withoutOwn({ ...ofB, head: '' }, b, [])).toBe(
            withoutOwn({ ...direct, head: '' }, b, []),
          )
          expect(ofB.headers['etag']).toBe(direct.headers['etag'])
        } else {
          expect(ofB.status, 'B is told that A has nothing new').not.toBe(304)
        }
        expect((await sendAs(undefined, again, anonymous)).status).toBe(401)
      }
      expect((await a.send(message)).text, 'A still gets what is of A').toBe(first.text)
      expect(cache.stored(), 'kept in a shared cache').toEqual([])
      expect(cache.hits()).toBe(0)
    })
    noteRow('I58', operation.id)
  })
}

for (const operation of securedOperations().filter(({ method }) => method !== 'GET')) {
  test(`I58 a shared cache keeps no answer to a write — ${nameOf(operation)}`, async () => {
    await through(environment().apiBaseUrl, async (cache) => {
      const a = newPerson('A', cache.origin)
      const message = await validRequest(operation, a)
      expect((await a.send(message)).status).toBeLessThan(300)
      await a.send(message)
      await sendAs(undefined, message, { origin: cache.origin })
      await sendAs(undefined, { ...message, method: 'GET' }, { origin: cache.origin })
      expect(cache.stored()).toEqual([])
    })
    noteRow('I58', operation.id)
  })
}

test('the cache of these tests keeps what may be kept', async () => {
  await through(environment().apiBaseUrl, async (cache) => {
    const shareable = publicOperations().filter(({ id }) => id.startsWith('getDocs'))
    expect(shareable.length).toBeGreaterThan(0)
    for (const { method, template } of shareable) {
      for (const hits of [0, 1]) {
        const before = cache.hits()
        const response = await fetch(cache.origin + template, { method })
        await response.arrayBuffer()
        expect(cache.hits() - before, template).toBe(hits)
      }
    }
  })
})

test('the cache of these tests shows the hole of an api that lets it keep answers', async () => {
  const answers = ['public, max-age=60', 'max-age=60', 'public, no-cache'].map((rule) => ({ rule }))
  for (const { rule } of answers) {
    const leaking = await openLeakingApi(rule)
    await through(leaking.origin, async (cache) => {
      const [ofA, ofB] = [newPerson('A').bearer()[1], newPerson('B').bearer()[1]]
      const ask = async (credentials: string): Promise<string> => {
        const headers = { Authorization: credentials }
        return (await fetch(`${cache.origin}/tasks`, { headers })).text()
      }
      expect(await ask(ofA)).toBe(ofA)
      const isKept = cache.stored().length > 0
      // Without a word of permission an answer to Authorization is not kept: RFC 9111 §3.5.
      expect(isKept, rule).toBe(rule.startsWith('public'))
      expect(await ask(ofB), rule).toBe(isKept ? ofA : ofB)
    })
    await leaking.close()
  }
})

/** Answers everybody with their own credentials, under the Cache-Control that is given. */
async function openLeakingApi(
  rule: string,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(({ headers }, response) => {
    response.setHeader('Cache-Control', rule).setHeader('ETag', '"1"')
    if (headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.end(headers.authorization)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
