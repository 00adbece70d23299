/** The attack matrix: every operation × every place where an id can stand × every mix of whose it is. */
import { expect, test } from '@playwright/test'
import { attack } from '../isolation/attack.ts'
import { combinationsOf, says } from '../isolation/combinations.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'

for (const operation of securedOperations()) {
  for (const combination of combinationsOf(operation)) {
    test(`answers ${says(combination)} like what never existed — ${nameOf(operation)}`, async () => {
      expect(await attack(combination)).toEqual([])
    })
  }
}
