/**
 * Two walls stand between users: the owner in every query, and row-level security. From outside
 * either hides a hole in the other, so the launcher opens the second one in this database.
 */
import { expect, test } from '@playwright/test'
import { inspector } from '../world/rows.ts'

test('the second wall is open here, so that the isolation tests judge the first', async () => {
  expect(await inspector().tablesBehindTheSecondWall()).toEqual([])
})
