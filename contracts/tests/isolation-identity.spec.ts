/** Who is calling and what they ask for: told by the token and by the method, and by nothing beside them. */
import { expect, test } from '@playwright/test'
import type { Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { write } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { identityHeaders } from '../tokens/header-rows.ts'
import { newPerson, nobody } from '../world/people.ts'
import { furnish, validDraft, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

for (const operation of securedOperations()) {
  const name = nameOf(operation)

  test(`I51 only the subject of the token says who is calling — ${name}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    await Promise.all([furnish(a), furnish(b)])
    const before = await inspector().rowsOf(a.subject)
    const names = [...identityHeaders, 'X-Sub', 'X-Owner-Id', 'X-Account', 'From']
    const cookies = ['user', 'userId', 'session', 'better-auth.session_token', 'sub', 'token']
    const claims: [string, string][] = [
      ...names.map((header): [string, string] => [header, a.subject]),
      ...cookies.map((cookie): [string, string] => ['Cookie', `${cookie}=${a.subject}`]),
      ['Cookie', `session=${a.token()}; access_token=${a.token()}`],
      ['X-Access-Token', a.token()],
      ['Proxy-Authorization', `Bearer ${a.token()}`],
    ]
    for (const claim of claims) {
      const draft = await validDraft(operation, b)
      const message = write(draft)
      const [alone, claimed] = [message, { ...message, headers: [...message.headers, claim] }]
      if (operation.method === 'GET') {
        expect((await b.send(claimed)).text, claim[0]).toBe((await b.send(alone)).text)
      } else {
        expect((await b.send(claimed)).status, claim[0]).toBeLessThan(300)
      }
      expect((await nobody.send(claimed)).status, `${claim[0]} alone`).toBe(401)
    }
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    for (const row of ['I51', 'T17']) noteRow(row, operation.id)
  })

  test(`I54 no header, query or form turns one method into another — ${name}`, async () => {
    const a = newPerson('A')
    if (!operation.erasesCaller) await furnish(a)
    const grows = async (message: Message): Promise<[status: number, rows: number]> => {
      // What is gone is gone: there has to be something anew each time.
      if (operation.erasesCaller) await furnish(a)
      const before = await inspector().countOf(a.subject)
      const { status } = await a.send(message)
      return [status, (await inspector().countOf(a.subject)) - before]
    }
    // What has been set once is only read the next time.
    await grows(await validRequest(operation, a))
    const plain = await grows(await validRequest(operation, a))
    expect(plain[0]).toBeLessThan(300)
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
      (one) => one !== operation.method,
    )
    for (const header of [
      'X-HTTP-Method-Override',
      'X-Method-Override',
      'X-HTTP-Method',
      '_method',
    ]) {
      for (const method of others) {
        const message = await validRequest(operation, a)
        const headers = [...(message.headers ?? []), [header, method] as const]
        expect(await grows({ ...message, headers }), `${header}: ${method}`).toEqual(plain)
      }
    }
    const message = await validRequest(operation, a)
    const before = await inspector().rowsOf(a.subject)
    const asked = await a.send({ ...message, target: `${message.target}?_method=DELETE` })
    expect(asked.status).toBe(400)
    if (operation.requestTypes.size > 0) {
      const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const
      const form = await a.send({ ...message, headers: [type], body: '_method=DELETE' })
      expect(form.status).toBe(415)
    }
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    noteRow('I54', operation.id)
  })
}
