// Structured logs: one JSON object a line on standard output. Never a token, an address, a query.

const order = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 } as const

export type LogLevel = keyof typeof order
type Fields = Record<string, string | number | boolean | null | undefined>

export interface Logger {
  debug: (message: string, fields?: Fields) => void
  info: (message: string, fields?: Fields) => void
  warn: (message: string, fields?: Fields) => void
  error: (message: string, fields?: Fields) => void
}

type Write = (line: string) => void

const toStandardOutput: Write = (line) => void process.stdout.write(line)

export function createLogger(threshold: LogLevel, write: Write = toStandardOutput): Logger {
  const at =
    (level: Exclude<LogLevel, 'silent'>) =>
    (message: string, fields: Fields = {}) => {
      if (order[level] < order[threshold]) return
      const time = new Date().toISOString()
      write(`${JSON.stringify({ level, time, service: 'web', message, ...fields })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/**
 * What may be said about an error. Drizzle puts a query's parameters, so people's addresses and
 * session tokens, into its message: only the innermost cause speaks.
 */
export function describeError(error: unknown): { error: string; code?: string; reason?: string } {
  let inner = error
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause; depth += 1) {
    inner = inner.cause
  }
  if (!(inner instanceof Error)) return { error: typeof inner }
  const code = 'code' in inner && typeof inner.code === 'string' ? { code: inner.code } : {}
  const reason = inner.message.startsWith('Failed query') ? {} : { reason: inner.message }
  return { error: inner.name, ...code, ...reason }
}
