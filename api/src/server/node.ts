import type { Server as HttpServer } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { FetchHandler, ServeOptions, Server } from './serve.ts'

const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 60_000
const IDLE_SWEEP_MS = 50

export async function serveOnNode(handler: FetchHandler, options: ServeOptions): Promise<Server> {
  const server = createAdaptorServer({
    fetch: handler,
    serverOptions: { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  }) as HttpServer
  server.keepAliveTimeout = IDLE_TIMEOUT_MS
  // The size of the headers is bounded (16 KiB); a bound on their number drops the rest unsaid.
  server.maxHeadersCount = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async drain() {
      // Connections that turn idle after close() keep a server alive until their timeout.
      const sweep = setInterval(() => {
        server.closeIdleConnections()
      }, IDLE_SWEEP_MS)
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      clearInterval(sweep)
    },
  }
}
