/** What a whole run must have reached, and the few answers that no black box can ask for. */
import { rowsOf } from '../isolation/combinations.ts'
import {
  operationsById,
  operationsByPage,
  operationsWithBody,
  operationsWithText,
} from '../isolation/foreign.ts'
import { tokenRows } from '../tokens/rows.ts'
import type { Operation } from '../openapi/operations.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { operations, publicOperations, securedOperations } from './contract.ts'

/** Rows about tokens that have tests of their own: transport, clock, key set. */
const otherTokenRows = [
  ...['T18', 'T21', 'T22', 'T24', 'T48', 'T67', 'T68', 'T70', 'T82', 'T83', 'T86', 'T90', 'T91'],
  ...['T120', 'T121', 'T122', 'T123', 'T124', 'T126', 'T127', 'T128', 'F11'],
]

const isolationRows: [rows: string[], operations: () => Operation[]][] = [
  [['I02', 'I37', 'I51', 'I52', 'I54', 'I56', 'I58', 'I62', 'I68'], securedOperations],
  [['I11', 'I12', 'I13', 'I28', 'I29'], operationsById],
  [['I01', 'I04', 'I05', 'I06', 'I08'], operationsByPage],
  [['I18', 'I19', 'I26', 'T125'], operationsWithBody],
  [['I75'], operationsWithText],
  [['I25'], () => operationsWithBody().filter((one) => operationsById().includes(one))],
  [['I55'], () => operations().filter(({ method }) => method === 'GET')],
]

/** Rows about one operation each. */
const singleRows: [row: string, operation: string][] = [
  ['I39', 'getMe'],
  ['T107', 'listTasks'],
]

export function expectedRows(): { row: string; operation: string }[] {
  const tokens = [...tokenRows.map(({ id }) => id), ...otherTokenRows].flatMap((row) =>
    securedOperations().map(({ id }) => ({ row, operation: id })),
  )
  const isolation = isolationRows.flatMap(([rows, list]) =>
    rows.flatMap((row) => list().map(({ id }) => ({ row, operation: id }))),
  )
  const places = securedOperations().flatMap((operation) =>
    idPlaces(operation)
      .flatMap((place) => rowsOf(operation, place))
      .map((row) => ({ row, operation: operation.id })),
  )
  const single = singleRows.map(([row, operation]) => ({ row, operation }))
  return [...tokens, ...isolation, ...places, ...single]
}

/** Why no request reaches this part of the contract (`getHealth answers 500`), if there is a reason. */
export function unreached(part: string): string | undefined {
  const isOpen = publicOperations().some(({ id }) => part.startsWith(`${id} answers 500`))
  return isOpen ? 'a public operation touches nothing that could be broken from outside' : undefined
}
