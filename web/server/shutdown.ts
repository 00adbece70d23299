// How the process ends: the first signal lets what is running finish, the second one does not.
import type { Server } from 'node:http'
import type { Logger } from '../src/lib/server/log.ts'

/** The server's own event for what would never finish by itself. */
export const STOPPING = 'stopping'

const DRAIN_MS = 10_000
/** For what listens to `sveltekit:shutdown`: the database pool. */
const CLOSE_MS = 3000

export function shutDownOnSignal(server: Server, logger: Logger): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    logger.info('stopping', { signal })
    // A connection that is kept alive would otherwise bring the next request.
    server.prependListener('request', (_req, res) => void res.setHeader('connection', 'close'))
    server.emit(STOPPING)
    setTimeout(() => {
      logger.warn('cutting connections that are still busy')
      server.closeAllConnections()
    }, DRAIN_MS).unref()
    server.close(() => {
      process.emit('sveltekit:shutdown' as 'SIGTERM', signal)
      process.exitCode = 0
      setTimeout(() => process.exit(0), CLOSE_MS).unref()
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
