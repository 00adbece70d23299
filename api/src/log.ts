import { pino } from 'pino'
import type { Logger } from 'pino'

export type Log = Logger

/**
 * JSON lines on standard output. Whatever is logged is named by hand at its place: no request, no
 * error object and no row is ever handed over whole. A full disk must not stop the service.
 */
export function createLog(level: string): Log {
  const destination = pino.destination({ dest: 1, sync: false })
  destination.on('error', () => undefined)
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}
