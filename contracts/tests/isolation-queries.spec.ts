/** Query parameters: what the contract does not name is refused by name, on every operation. */
import { expect, test } from '@playwright/test'
import { noteRow } from '../http/record.ts'
import { problemOf } from '../http/standing.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { newWorld } from '../world/world.ts'

for (const operation of securedOperations()) {
  const name = nameOf(operation)

  test(`I02 refuses by name every query parameter it does not know — ${name}`, async () => {
    const { a, b } = await newWorld()
    const message = await validRequest(operation, b)
    const before = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    for (const [query, parameter] of unknownParameters(a.subject, b.subject)) {
      const exchange = await b.send({ ...message, target: `${message.target}?${query}` })
      expect(exchange.status, query).toBe(400)
      const names = problemOf(exchange).errors?.map((error) => error.parameter)
      expect(names, query).toContain(parameter)
    }
    expect([await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]).toEqual(
      before,
    )
    for (const row of ['I02', 'I37']) noteRow(row, operation.id)
  })
}

function unknownParameters(a: string, b: string): [query: string, parameter: string][] {
  return [
    [`user_id=${a}`, 'user_id'],
    [`userId=${a}`, 'userId'],
    [`owner=${a}`, 'owner'],
    [`owner_id=${a}`, 'owner_id'],
    [`sub=${a}`, 'sub'],
    [`userId[]=${a}`, 'userId[]'],
    [`owner[$ne]=${b}`, 'owner[$ne]'],
    [`user_id=${b}&user_id=${a}`, 'user_id'],
    [`filter=${encodeURIComponent(JSON.stringify({ owner: a }))}`, 'filter'],
    ['include=user', 'include'],
    ['expand=owner', 'expand'],
    ['fields=owner_id', 'fields'],
    ['deleted=true', 'deleted'],
    ['_method=DELETE', '_method'],
    ['__proto__=x', '__proto__'],
    ['constructor=x', 'constructor'],
    ['LIMIT=1', 'LIMIT'],
  ]
}
