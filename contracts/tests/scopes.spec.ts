/** How far a token reaches: every operation × every choice of scopes, as the contract says both. */
import { expect, test } from '@playwright/test'
import type { Exchange, Message } from '../http/exchange.ts'
import { token } from '../issuer/mint.ts'
import { operationsById, operationsWithBody } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { publicOperations, securedOperations } from '../spec/contract.ts'
import { choicesOf, knownScopes, scopeOf } from '../spec/scopes.ts'
import { originOf } from '../tokens/desk.ts'
import { messageFor, probesFor } from '../tokens/judge.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { bearer, dress, mintsOf } from '../tokens/row.ts'
import type { AuthMode } from '../tokens/row.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { requestFor, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { giveTasks } from '../world/tasks.ts'

const modes: readonly AuthMode[] = ['jwks', 'shared-secret']

/** A name of nothing stands for the choice of no scope: an empty claim is no scope at all. */
const claimOf = (scopes: readonly string[]): string => scopes.join(' ') || 'openid'

function limited(person: Person, scope: string, mode: AuthMode = 'jwks'): string {
  return token(mintsOf(mode)[0], person.subject, { claims: { scope } })
}

async function ask(
  person: Person,
  message: Message,
  jwt: string,
  mode: AuthMode = 'jwks',
): Promise<Exchange> {
  const origin = originOf(mode)
  return sendAs(person.subject, dress(message, bearer('', jwt)), { origin })
}

/** Choices of scopes by whether this operation is among what they reach. */
function choicesFor(operation: Operation): { enough: string[][]; short: string[][] } {
  const choices = choicesOf(knownScopes())
  const needed = scopeOf(operation)
  return {
    enough: choices.filter((choice) => choice.includes(needed)),
    short: choices.filter((choice) => !choice.includes(needed)),
  }
}

test('every secured operation needs one scope, which the contract knows', () => {
  expect(knownScopes().length).toBeGreaterThan(1)
  const needed = securedOperations().map(scopeOf)
  expect(needed.filter((scope) => !knownScopes().includes(scope))).toEqual([])
  expect([...new Set(needed)].sort(), 'a scope that nothing needs').toEqual(knownScopes().sort())
})

for (const mode of modes) {
  for (const operation of securedOperations()) {
    const { enough, short } = choicesFor(operation)

    for (const scopes of short) {
      test(`a token for ${claimOf(scopes)} is answered 403 and changes nothing — ${nameOf(operation)}, ${mode}`, async () => {
        const person = newPerson('A')
        const probes = await probesFor(person, [operation])
        const before = await inspector().rowsOf(person.subject)
        const wrong: string[] = []
        for (const mint of mintsOf(mode)) {
          const claims = { scope: claimOf(scopes) }
          const jwt = token(mint, person.subject, { claims })
          for (const { message, name } of probes) {
            // New to the api, and known to it.
            for (const time of ['first', 'second']) {
              const faults = profileFaults('A3', await ask(person, message, jwt, mode))
              wrong.push(...faults.map((fault) => `${name} the ${time} time: ${fault}`))
            }
          }
        }
        expect(wrong).toEqual([])
        expect(await inspector().rowsOf(person.subject)).toBe(before)
      })
    }

    for (const scopes of enough) {
      test(`a token for ${claimOf(scopes)} is enough — ${nameOf(operation)}, ${mode}`, async () => {
        const person = newPerson('A')
        const probes = await probesFor(person, [operation])
        const jwt = limited(person, claimOf(scopes), mode)
        for (const probe of probes) {
          for (const time of ['first', 'second']) {
            const message = await messageFor(probe, 'OK', person)
            const faults = profileFaults('OK', await ask(person, message, jwt, mode))
            expect(faults, `${probe.name} the ${time} time`).toEqual([])
          }
        }
      })
    }
  }

  test(`a token that has just reached one operation reaches another no further — ${mode}`, async () => {
    const person = newPerson('A')
    const probes = await probesFor(person)
    const wrong: string[] = []
    for (const scope of knownScopes()) {
      const jwt = limited(person, scope, mode)
      for (let round = 0; round < 2; round += 1) {
        for (const probe of probes) {
          const profile = scopeOf(probe.operation) === scope ? 'OK' : 'A3'
          const message = await messageFor(probe, profile, person)
          const faults = profileFaults(profile, await ask(person, message, jwt, mode))
          wrong.push(...faults.map((fault) => `${probe.name} with ${scope}: ${fault}`))
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test(`what one token of a person may is nothing to another — ${mode}`, async () => {
    const person = newPerson('A')
    const [probe] = (await probesFor(person)).filter(
      ({ message }) => !['GET', 'HEAD'].includes(message.method),
    )
    if (!probe) throw new Error('openapi.yaml has no operation that changes anything')
    const [short] = choicesFor(probe.operation).short
    const sid = crypto.randomUUID()
    const withScope = (scope: string | undefined): string =>
      token(mintsOf(mode)[0], person.subject, { claims: { sid, scope } })
    for (const [jwt, profile] of [
      [withScope(undefined), 'OK'],
      [withScope(claimOf(short ?? [])), 'A3'],
      [withScope(scopeOf(probe.operation)), 'OK'],
      [withScope(claimOf(short ?? [])), 'A3'],
      [withScope(undefined), 'OK'],
    ] as const) {
      const message = await messageFor(probe, profile, person)
      expect(profileFaults(profile, await ask(person, message, jwt, mode))).toEqual([])
    }
  })

  test(`no other claim widens or narrows what the scope says — ${mode}`, async () => {
    const person = newPerson('A')
    const all = knownScopes()
    const wrong: string[] = []
    for (const probe of await probesFor(person)) {
      const claims = { scp: all, scopes: all, permissions: all, roles: all, SCOPE: all.join(' ') }
      const [short] = choicesFor(probe.operation).short
      for (const [scope, others, profile] of [
        [claimOf(short ?? []), claims, 'A3'],
        [scopeOf(probe.operation), { scp: [], scopes: '', permissions: ['none'] }, 'OK'],
        [undefined, { scp: ['nothing'], scopes: 'nothing', permissions: [] }, 'OK'],
      ] as const) {
        const jwt = token(mintsOf(mode)[0], person.subject, { claims: { ...others, scope } })
        const message = await messageFor(probe, profile, person)
        const faults = profileFaults(profile, await ask(person, message, jwt, mode))
        wrong.push(...faults.map((fault) => `${probe.name} ${String(scope)}: ${fault}`))
      }
    }
    expect(wrong).toEqual([])
  })
}

for (const operation of operationsById()) {
  test(`a 403 does not tell whether an id exists, or could — ${nameOf(operation)}`, async () => {
    const [owner, other] = [newPerson('A'), newPerson('B')]
    const [own] = await giveTasks(owner)
    const [foreign] = await giveTasks(other)
    const [short] = choicesFor(operation).short
    const jwt = limited(owner, claimOf(short ?? []))
    const [parameter] = operation.parameters.filter(({ in: place }) => place === 'path')
    const told = new Set<string>()
    for (const id of [
      own?.id ?? '',
      foreign?.id ?? '',
      crypto.randomUUID(),
      '01936b2e-0000-7000-8000-000000000001',
      'x',
      '%00',
      'x'.repeat(300),
    ]) {
      const message = requestFor(operation, { [parameter?.name ?? '']: id })
      const exchange = await ask(owner, message, jwt)
      expect(profileFaults('A3', exchange), id).toEqual([])
      const requestId = exchange.headers['x-request-id'] ?? ''
      told.add(exchange.text.replace(requestId, '@'))
    }
    expect(told.size, [...told].join('\n')).toBe(1)
  })
}

test('a 403 comes before anything of the request is read', async () => {
  const person = newPerson('A')
  const wrong: string[] = []
  for (const operation of securedOperations()) {
    const [short] = choicesFor(operation).short
    const jwt = limited(person, claimOf(short ?? []))
    const message = await validRequest(operation, person)
    const separator = message.target.includes('?') ? '&' : '?'
    const requests = [{ ...message, target: `${message.target}${separator}unknown=1` }]
    if (operationsWithBody().includes(operation)) {
      const plain = [['Content-Type', 'text/plain']] as const
      requests.push({ ...message, body: '{' }, { ...message, body: '{"unknown":1}' })
      requests.push({ ...message, headers: plain }, { ...message, body: 'x'.repeat(200_000) })
    }
    for (const request of requests) {
      const faults = profileFaults('A3', await ask(person, request, jwt))
      wrong.push(...faults.map((fault) => `${nameOf(operation)}: ${fault}`))
    }
  }
  expect(wrong).toEqual([])
})

test('a bad token is answered 401, whatever its scope', async () => {
  const person = newPerson('A')
  for (const { message, name } of await probesFor(person)) {
    for (const scope of [claimOf([]), ...knownScopes(), claimOf(knownScopes())]) {
      const claims = { scope, aud: 'another' }
      const jwt = token(mintsOf('jwks')[0], person.subject, { claims })
      expect(profileFaults('A1', await ask(person, message, jwt)), `${name} ${scope}`).toEqual([])
    }
  }
})

test('what is not there answers a limited token as any other', async () => {
  const person = newPerson('A')
  for (const choice of choicesOf(knownScopes())) {
    const jwt = limited(person, claimOf(choice))
    for (const [message, status, slug] of [
      [get('/v1/nothing'), 404, 'not-found'],
      [get('/nothing'), 404, 'not-found'],
      [{ method: 'PUT', target: '/v1/tasks' }, 405, 'method-not-allowed'],
      [{ method: 'PUT', target: '/v1/me' }, 405, 'method-not-allowed'],
    ] as const) {
      const exchange = await ask(person, message, jwt)
      expect(exchange.status, `${message.method} ${message.target}`).toBe(status)
      expect(typeFaults(exchange, slug)).toEqual([])
    }
  }
})

test('public operations ask for no scope', async () => {
  const person = newPerson('A')
  const jwt = limited(person, claimOf([]))
  for (const operation of publicOperations().filter(({ method }) => method === 'GET')) {
    const { status } = await ask(person, await validRequest(operation, person), jwt)
    expect(status, nameOf(operation)).toBe(200)
  }
})
