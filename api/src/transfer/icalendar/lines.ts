import { TransferError } from '../transfer-error.ts'

/** A content line, unfolded (RFC 5545 §3.1), and the number of the line of the file it begins on. */
export interface ContentLine {
  readonly number: number
  readonly text: string
}

const MAX_LINE = 150_000
const MAX_HEAD = 1_000
const MAX_PARAMETERS = 20

/**
 * The content lines of a file, one by one. A line that is longer than any text we keep, or has more
 * parameters than a line ever has, comes without its value (`NAME:`), so that no parser has to bear
 * it: files inside of files are such lines.
 */
export function* contentLines(text: string): Generator<ContentLine> {
  let [number, begin, length] = [0, 0, 0]
  let parts: string[] = []
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end)
    number++
    at = end + 1
    if (/^[ \t]/.test(line)) {
      length += line.length - 1
      if (length <= MAX_LINE) parts.push(line.slice(1))
      continue
    }
    if (parts.length > 0) yield { number: begin, text: bounded(parts.join(''), length) }
    begin = number
    length = line.length
    parts = line === '' ? [] : [line.slice(0, MAX_LINE)]
  }
  if (parts.length > 0) yield { number: begin, text: bounded(parts.join(''), length) }
}

function bounded(line: string, length: number): string {
  const head = headOf(line)
  const isBearable =
    length <= MAX_LINE && head.length <= MAX_HEAD && head.split(';').length <= MAX_PARAMETERS
  return isBearable ? line : `${nameOf(head)}:`
}

/** All before the value: a colon in quotes is part of a parameter. */
function headOf(line: string): string {
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === ':' && !isQuoted) return line.slice(0, at)
  }
  return line
}

function nameOf(head: string): string {
  return /^[A-Za-z0-9-]{1,100}/.exec(head)?.[0] ?? 'X-UNKNOWN'
}

/** A component as its lines, BEGIN and END with them. */
export interface Component {
  readonly name: string
  readonly begin: number
  readonly lines: readonly string[]
}

export interface Calendar {
  readonly name: string | undefined
  readonly components: readonly Component[]
}

const MAX_DEPTH = 6
const MAX_LINES_OF_COMPONENT = 2_000

/** The calendars of a file, each with its components. TRANSFER_UNREADABLE. */
export function readCalendars(text: string): Calendar[] {
  const calendars: { name: string | undefined; components: Component[] }[] = []
  const open: string[] = []
  let component: { name: string; begin: number; lines: string[] } | undefined
  for (const { number, text: line } of contentLines(text)) {
    const [, word = '', name = ''] = /^(BEGIN|END):\s*([\w-]{1,100})\s*$/i.exec(line) ?? []
    const kind = name.toUpperCase()
    const calendar = calendars.at(-1)
    if (word.toUpperCase() === 'BEGIN') {
      open.push(kind)
      if (open.length > MAX_DEPTH || (open.length === 1 && kind !== 'VCALENDAR'))
        throw notOne(number)
      if (open.length === 1) calendars.push({ name: undefined, components: [] })
      if (open.length === 2) component = { name: kind, begin: number, lines: [] }
    }
    if (open.length === 0) throw notOne(number)
    if (component !== undefined) {
      if (component.lines.length === MAX_LINES_OF_COMPONENT) throw notOne(number)
      component.lines.push(line)
    } else if (calendar !== undefined) {
      calendar.name = /^(?:X-WR-CALNAME|NAME)(?:;[^:]*)?:(.+)/i.exec(line)?.[1] ?? calendar.name
    }
    if (word.toUpperCase() === 'END') {
      if (open.pop() !== kind) throw notOne(number)
      if (open.length === 1 && component !== undefined) {
        calendar?.components.push(component)
        component = undefined
      }
    }
  }
  if (open.length > 0 || calendars.length === 0) throw notOne(undefined)
  return calendars
}

function notOne(line: number | undefined): TransferError {
  const where = line === undefined ? '' : `: it breaks at line ${line}`
  return new TransferError('TRANSFER_UNREADABLE', `The file is not a whole iCalendar${where}.`)
}
