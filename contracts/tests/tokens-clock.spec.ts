/** Rows about the clock's tolerance and about what a bad token costs. */
import { expect, test } from '@playwright/test'
import { noteRow } from '../http/record.ts'
import { keyMint, nowSeconds, token } from '../issuer/mint.ts'
import { newKey, standingKey } from '../issuer/keys.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import { probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { bearer, dress } from '../tokens/row.ts'
import { get, newPerson, nobody, sendAs } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const { clockToleranceSeconds: toleranceSeconds } = tokenBounds()

for (const ago of [toleranceSeconds - 1, 0]) {
  test(`T91 accepts a token that expired ${String(ago)} s ago, within the tolerance`, async () => {
    const person = newPerson('A')
    for (const operation of securedOperations()) {
      for (;;) {
        const message = await validRequest(operation, person)
        const now = nowSeconds()
        const claims = { iat: now - 60, exp: now - ago }
        const jwt = token(keyMint(standingKey('ed-1')), person.subject, { claims })
        const exchange = await sendAs(person.subject, dress(message, bearer('', jwt)))
        // Judged only when the second in which it was made had not passed.
        if (nowSeconds() !== now) continue
        expect(exchange.status, nameOf(operation)).toBeLessThan(300)
        break
      }
      noteRow('T91', operation.id)
    }
  })
}

test('T90 refuses a token that was good before it expired', async () => {
  const person = newPerson('A')
  const now = nowSeconds()
  const claims = { iat: now - 60, exp: now - toleranceSeconds + 1 }
  const jwt = token(keyMint(standingKey('ed-1')), person.subject, { claims })
  const statusNow = async (): Promise<number> => {
    const { headers } = bearer('', jwt)
    return (await sendAs(person.subject, get('/v1/me', headers))).status
  }
  await statusNow()
  await expect.poll(statusNow, { intervals: [100] }).toBe(401)
  for (const { operation, message, name } of await probesFor(person)) {
    const exchange = await nobody.send(dress(message, bearer('', jwt)))
    expect(profileFaults('A1', exchange), name).toEqual([])
    noteRow('T90', operation.id)
  }
})

test('N6 a refused request takes no database connection', async () => {
  const person = newPerson('A')
  const probes = await probesFor(person)
  const quiet = await inspector().now()
  const strangers = newKey('ed-1', 'EdDSA')
  for (const { message } of probes) {
    const bad = ['x.y.z', token(keyMint(strangers), person.subject)]
    for (const jwt of bad) await nobody.send(dress(message, bearer('', jwt)))
    await nobody.send(message)
    await nobody.send({ ...message, target: '/v1/nothing' })
  }
  expect(await inspector().activitySince(quiet), 'a connection was used').toBe(0)
  await person.send(get('/v1/me'))
  expect(await inspector().activitySince(quiet)).toBeGreaterThan(0)
})
