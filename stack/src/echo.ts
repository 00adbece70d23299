// Which lines of the services' logs a person sees at once.
import type { Report } from './report.ts'

/** pino's number for `error`. */
const errorLevel = 50
const repeatAfterMs = 10_000

export interface EchoOptions {
  /** Not only errors: for `npm run dev`. */
  readonly everything: boolean
  /** Until then the last words of a service that fails are shown together. */
  readonly isReady: () => boolean
}

/** Shows errors as they happen, the same one at most every 10 s. */
export function echoErrors(
  report: Report,
  { everything, isReady }: EchoOptions,
): (service: string, line: string) => void {
  const shownAt = new Map<string, number>()
  return (service, line) => {
    const { level, text } = readLogLine(line)
    if (everything) {
      // While starting, we are the only one who asks.
      if (isReady() || !text.startsWith('GET ')) report.line(`${service}  ${text}`)
      return
    }
    if (!isReady() || level < errorLevel) return
    const now = Date.now()
    for (const [key, at] of shownAt) if (now - at >= repeatAfterMs) shownAt.delete(key)
    const said = `${service}: ${text}`
    if (shownAt.has(said)) return
    shownAt.set(said, now)
    report.problem(said)
  }
}

const levels = new Map<unknown, number>([
  ['debug', 20],
  ['info', 30],
  ['warn', 40],
  ['error', errorLevel],
])

/** A line of JSON by its level (pino's number or a word) and message; other lines are for people. */
export function readLogLine(line: string): { level: number; text: string } {
  const value = parse(line)
  if (typeof value !== 'object' || value === null || !('level' in value)) {
    return { level: line.trim() === '' ? 0 : errorLevel, text: line }
  }
  const entry = value as Record<string, unknown>
  const level = typeof entry['level'] === 'number' ? entry['level'] : levels.get(entry['level'])
  return { level: level ?? errorLevel, text: describe(entry) ?? line }
}

/** A request by what was asked and answered, anything else by its message. */
function describe(entry: Readonly<Record<string, unknown>>): string | undefined {
  const { msg, message, method, route, path, status } = entry
  if (typeof method === 'string' && typeof status === 'number') {
    const what = [route, path].find((candidate) => typeof candidate === 'string')
    return `${method} ${what ?? '(no route)'} ${status}`
  }
  return [msg, message].find((candidate) => typeof candidate === 'string')
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
