import { CsvError, parse } from 'csv-parse/sync'
import { TransferError } from './transfer-error.ts'

/** One row with its number, where 1 is the line of names; cells by the name above them. */
export interface CsvRow {
  readonly row: number
  readonly cell: (name: string) => string
}

export interface CsvTable {
  /** As written, in lower case. */
  readonly names: readonly string[]
  readonly rows: readonly CsvRow[]
}

const MAX_COLUMNS = 200
const MAX_ROW_CHARACTERS = 200_000
const MAX_ROWS = 50_000
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Reads a table of RFC 4180 with a line of names; rows may be of another length than it, and
 * spreadsheets of some countries divide by semicolons or tabs. TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readCsv(text: string): CsvTable {
  const records = parseRecords(text)
  const [first = []] = records
  if (first.length > MAX_COLUMNS) {
    throw new TransferError(
      'TRANSFER_TOO_MUCH',
      `A table may have ${MAX_COLUMNS} columns at the most.`,
    )
  }
  const names = first.map((name) => name.trim().toLowerCase())
  const indexes = new Map(names.map((name, index) => [name, index]))
  const rows = records.flatMap((record, index) =>
    index === 0 || record.every((cell) => cell.trim() === '')
      ? []
      : [{ row: index + 1, cell: (name: string) => record[indexes.get(name) ?? -1] ?? '' }],
  )
  return { names, rows }
}

function parseRecords(text: string): string[][] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      max_record_size: MAX_ROW_CHARACTERS,
      relax_column_count: true,
      relax_quotes: true,
      // One more than allowed tells that there are more.
      to: MAX_ROWS + 1,
    })
    if (records.length <= MAX_ROWS) return records
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new TransferError('TRANSFER_UNREADABLE', sentenceOf(cause), { cause })
  }
  throw new TransferError('TRANSFER_TOO_MUCH', `A table may have ${MAX_ROWS} rows at the most.`)
}

function delimiterOf(text: string): string {
  const [line = ''] = text.slice(0, 10_000).split(/\r?\n/, 1)
  const count = (delimiter: string) => line.split(delimiter).length
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best))
}

function sentenceOf({ code, lines }: CsvError & { lines?: unknown }): string {
  const where = typeof lines === 'number' ? ` near line ${lines}` : ''
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return `The file is not CSV: a quote${where} is never closed.`
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `A row${where} has more than ${MAX_ROW_CHARACTERS} characters.`
  }
  return `The file is not CSV${where}.`
}
