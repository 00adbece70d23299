/** Every row of the token tables. */
import { algorithmRows } from './algorithm-rows.ts'
import { claimRows } from './claim-rows.ts'
import { headerRows } from './header-rows.ts'
import { keyRows } from './key-rows.ts'
import { timeRows } from './time-rows.ts'
import type { Row } from './row.ts'
import { ruleRows } from './rules.ts'
import { scopeRows } from './scope-rows.ts'
import { signatureRows } from './signature-rows.ts'
import { structureRows } from './structure-rows.ts'

export const tokenRows: readonly Row[] = [
  ...headerRows,
  ...structureRows,
  ...algorithmRows,
  ...signatureRows,
  ...keyRows,
  ...timeRows,
  ...claimRows,
  ...scopeRows,
  ...ruleRows,
]
