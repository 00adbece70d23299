// Tasks as CSV (RFC 4180), for a spreadsheet to open without doing what a title says.
import type { Task } from '../../tasks/task.ts'

const columns: readonly [name: string, value: (task: Task) => string | number | null][] = [
  ['id', ({ id }) => id],
  ['title', ({ title }) => title],
  ['notes', ({ notes }) => notes],
  ['status', ({ status }) => status],
  ['priority', ({ priority }) => priority],
  ['due_kind', ({ due }) => due?.kind ?? null],
  ['due', ({ due }) => (due === null ? null : due.kind === 'date' ? due.date : due.dateTime)],
  ['due_time_zone', ({ due }) => (due?.kind === 'zoned' ? due.timeZone : null)],
  ['created_at', ({ createdAt }) => createdAt],
  ['updated_at', ({ updatedAt }) => updatedAt],
  ['completed_at', ({ completedAt }) => completedAt],
  ['position', ({ position }) => position],
  ['version', ({ version }) => version],
]

/** Spreadsheets take a file for UTF-8 only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A chunk for each page. */
export async function* tasksAsCsv(
  pages: AsyncIterable<readonly Task[]>,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + line(columns.map(([name]) => name))
  for await (const page of pages) {
    yield page.map((task) => line(columns.map(([, value]) => value(task)))).join('')
  }
}

/** RFC 4180 §2: every line ends with CRLF; a field in quotes may hold anything, quotes doubled. */
function line(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  return `"${guarded(String(value)).replaceAll('"', '""')}"`
}

/**
 * A spreadsheet computes what begins like a formula, also with blanks before it and in wide letters
 * (OWASP "CSV Injection"). An apostrophe in front makes it text. A text with an apostrophe in front
 * gets one as well, so that taking one away always gives back what was there.
 */
function guarded(text: string): string {
  return /^(?:'|[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) ? `'${text}` : text
}
