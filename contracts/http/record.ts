/** What the run has reached, across workers: documented answers and rows, for the last test to count. */
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const variable = 'CONTRACTS_RECORD_FILE'
const noted = new Set<string>()

/** Called once, in the main process; the workers inherit the variable. */
export function startRecord(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'holdfast-contracts-')), 'record')
  writeFileSync(file, '')
  process.env[variable] = file
}

/** A part of the contract was exercised: `covered listTasks answers 200 with Link`. */
export function noteCovered(part: string): void {
  note(`covered ${part}`)
}

/** A row was run to its end against this operation: `row T92 listTasks`. */
export function noteRow(rowId: string, operationId: string): void {
  note(`row ${rowId} ${operationId}`)
}

/** Another user's value was tried at this place of this operation: `attack getTask path taskId`. */
export function noteAttack(operationId: string, place: string): void {
  note(`attack ${operationId} ${place}`)
}

/** A problem of this type was received. */
export function noteProblem(type: string): void {
  note(`problem ${type}`)
}

/** A refused token was told this. */
export function noteDescription(description: string): void {
  note(`description ${description}`)
}

export function recorded(): Set<string> {
  return new Set(readFileSync(process.env[variable] ?? '', 'utf8').split('\n'))
}

function note(line: string): void {
  if (noted.has(line)) return
  noted.add(line)
  appendFileSync(process.env[variable] ?? '', `${line}\n`)
}
