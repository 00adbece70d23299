/** What a token says beside its subject gives nothing: no right, no other name, no other owner. */
import { expect, test } from '@playwright/test'
import { token } from '../issuer/mint.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { originOf } from '../tokens/desk.ts'
import { probesFor } from '../tokens/judge.ts'
import { bearer, dress, mintsOf } from '../tokens/row.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { meOf } from '../world/tasks.ts'

/** Claims by which some service somewhere says who somebody is or what they may. */
function claimsOf(victim: string): Record<string, unknown>[] {
  const names = ['id', 'uid', 'user', 'userId', 'user_id', 'owner', 'owner_id', 'email', 'username']
  return [
    Object.fromEntries(names.map((name) => [name, victim])),
    { act: { sub: victim }, may_act: { sub: victim }, azp: victim, client_id: victim },
    {
      admin: true,
      role: 'admin',
      roles: ['admin', 'owner'],
      groups: ['admin'],
      is_superuser: true,
    },
    { scp: ['*'], scopes: '*', permissions: ['tasks:*'], 'https://hasura.io/jwt/claims': {} },
    { role: 'service_role', app_metadata: { role: 'admin' }, realm_access: { roles: ['admin'] } },
    { Sub: victim, SUB: victim, subject: victim, sub_id: { format: 'opaque', id: victim } },
    { __proto__: null, constructor: { sub: victim }, claims: { sub: victim }, sid: victim },
  ]
}

for (const mode of ['jwks', 'shared-secret'] as const) {
  test(`T117 no claim but the subject says who somebody is or what they may — ${mode}`, async () => {
    const [victim, other] = [newPerson('A'), newPerson('B')]
    const origin = originOf(mode)
    const probes = (await probesFor(victim)).filter(({ operation: { parameters } }) =>
      parameters.some(({ in: place }) => place === 'path'),
    )
    const rows = await inspector().rowsOf(victim.subject)
    const [mint] = mintsOf(mode)
    for (const claims of claimsOf(victim.subject)) {
      const attempt = bearer('', token(mint, other.subject, { claims }))
      for (const { name, message } of probes) {
        const body = message.body?.toString().replaceAll(victim.canary, other.canary)
        const dressed = dress(message, { ...attempt, ...(body === undefined ? {} : { body }) })
        const exchange = await sendAs(other.subject, dressed, { origin })
        expect(notFoundFaults(exchange), `${name} with ${JSON.stringify(claims)}`).toEqual([])
      }
      const me = meOf(await sendAs(other.subject, get('/v1/me', attempt.headers), { origin }))
      expect(me).toMatchObject({ subject: other.subject, tasks: { total: 0 } })
    }
    expect(await inspector().rowsOf(victim.subject)).toBe(rows)
  })
}
