/** Other spellings of every secured path, over raw sockets: none opens it, none shows what is A's. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { oddTargets } from '../isolation/odd-targets.ts'
import { write } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { publicOperations, securedOperations } from '../spec/contract.ts'
import { newPerson } from '../world/people.ts'
import { furnish, validDraft } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const atOnce = 8

for (const operation of securedOperations()) {
  test(`I56 no spelling of the path opens it without a token — ${nameOf(operation)}`, async () => {
    const { apiBaseUrl } = environment()
    const [a, b] = [newPerson('A'), newPerson('B')]
    await furnish(b)
    const draft = await validDraft(operation, a)
    const { method, target } = write(draft)
    // B writes what is of B, where A's path is.
    const { headers, body = '' } = write({ ...(await validDraft(operation, b)), path: draft.path })
    const before = await inspector().rowsOf(a.subject)
    const isOfA = target !== operation.template
    const open = publicOperations().map(({ template }) => template)
    const targets = oddTargets(target, open, apiBaseUrl).values()
    const wrong: string[] = []
    const send = async (spelled: string, credentials: string[]): Promise<number | undefined> => {
      const lines = [
        ...[hostOf(apiBaseUrl), 'Connection: close', ...credentials],
        ...headers.map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${String(Buffer.byteLength(body))}`,
      ]
      const receiver = credentials.length > 0 ? { receiver: b.subject } : {}
      const request = Buffer.concat([
        Buffer.from(head(`${method} ${spelled} HTTP/1.1`, lines), 'latin1'),
        Buffer.from(body),
      ])
      return (await rawExchange(apiBaseUrl, [request], receiver)).status
    }
    const lane = async (): Promise<void> => {
      for (const spelled of targets) {
        const anonymous = await send(spelled, [])
        if (![400, 401, 404].includes(anonymous ?? 0)) {
          wrong.push(`${spelled} without a token: ${String(anonymous)}`)
        }
        const attacker = await send(spelled, [`Authorization: Bearer ${b.token()}`])
        // Where the path names nothing of A's, a spelling may be taken for the path itself.
        const granted = [...operation.responses.keys()].map(Number).filter((code) => code < 300)
        const refused = [400, 404, 405]
        const allowed = isOfA ? refused : [...granted, ...refused, 409, 422]
        if (!allowed.includes(attacker ?? 0)) wrong.push(`${spelled} as B: ${String(attacker)}`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    expect(wrong).toEqual([])
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    expect((await a.send(write(draft))).status, 'as it is').toBeLessThan(300)
    noteRow('I56', operation.id)
  })
}
