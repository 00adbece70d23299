/** Every row of the token tables. */
import { claimRows } from './claim-rows.ts'
import { headerRows } from './header-rows.ts'
import { keyRows } from './key-rows.ts'
import type { Row } from './row.ts'
import { ruleRows } from './rules.ts'
import { signatureRows } from './signature-rows.ts'
import { structureRows } from './structure-rows.ts'

export const tokenRows: readonly Row[] = [
  ...headerRows,
  ...structureRows,
  ...signatureRows,
  ...keyRows,
  ...claimRows,
  ...ruleRows,
]
