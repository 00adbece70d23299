/** What a whole run must have reached, and the few answers that no black box can ask for. */
import { rowsOf } from '../isolation/combinations.ts'
import { operationsById, operationsByPage, operationsWithBody } from '../isolation/foreign.ts'
import { tokenRows } from '../tokens/rows.ts'
import type { Operation } from '../openapi/operations.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { operations, securedOperations } from './contract.ts'

/** Rows about tokens that have tests of their own: transport, clock, key set. */
const otherTokenRows = [
  ...['T18', 'T21', 'T22', 'T24', 'T48', 'T67', 'T68', 'T70', 'T82', 'T83', 'T86', 'T90', 'T91'],
  ...['T120', 'T121', 'T122', 'T123', 'T124', 'T126', 'T127', 'T128', 'F11'],
]

const isolationRows: [rows: string[], operations: () => Operation[]][] = [
  [['I02', 'I37', 'I51', 'I52', 'I54', 'I56', 'I58', 'I62', 'I68'], securedOperations],
  [['I11', 'I12', 'I13', 'I28', 'I29'], operationsById],
  [['I01', 'I04', 'I05', 'I06', 'I08'], operationsByPage],
  [['I18', 'I19', 'I26', 'I75', 'T125'], operationsWithBody],
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

const reasons: [pattern: RegExp, reason: string][] = [
  [/ 500$/, 'an internal error is a failure of whatever test receives it'],
  [/ 408$/, 'takes a body that arrives for ten seconds: no test waits by the clock'],
  [/^getReadiness 503$/, 'takes a database or an issuer that was never there'],
]

/** Why this documented answer (`listTasks 500`) is out of the suite's reach, if it is. */
export function unreached(answer: string): string | undefined {
  return reasons.find(([pattern]) => pattern.test(answer))?.[1]
}
