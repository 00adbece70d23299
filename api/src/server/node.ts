import type { Server as HttpServer } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { FetchHandler, ServeOptions, Server } from './serve.ts'

const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 60_000
const IDLE_SWEEP_MS = 50
const MAX_HEADER_FIELDS = 100

export async function serveOnNode(handler: FetchHandler, options: ServeOptions): Promise<Server> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }: HttpBindings | Http2Bindings) =>
      // Names and values alternate. Bun and Deno have bounds of their own.
      incoming.rawHeaders.length > 2 * MAX_HEADER_FIELDS
        ? new Response(null, { status: 431 })
        : handler(request),
    serverOptions: { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  }) as HttpServer
  server.keepAliveTimeout = IDLE_TIMEOUT_MS
  // Node's own bound on the number of fields drops the rest unsaid: Authorization, or an If-Match.
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
