/**
 * The 401 matrix: every row about tokens, against every secured operation of openapi.yaml. Each
 * operation meets some of a row's attempts (docs/decisions/0027-attempts-are-dealt.md).
 */
import { test } from '@playwright/test'
import { judgeRow } from '../tokens/judge.ts'
import { tokenRows } from '../tokens/rows.ts'

for (const mode of ['jwks', 'shared-secret'] as const) {
  test.describe(`${mode} mode`, () => {
    for (const row of tokenRows.filter(({ modes }) => modes?.includes(mode) ?? true)) {
      test(`${row.id} ${row.says} — every secured operation, ${mode}`, async () => {
        await judgeRow(row, mode)
      })
    }
  })
}
