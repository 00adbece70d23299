/// <reference types="bun-types" />
import type { FetchHandler, ServeOptions, Server } from './serve.ts'
import { withoutGuessedLength } from './unknown-length.ts'

const IDLE_TIMEOUT_SECONDS = 30
// Our own limit counts what arrives, after authentication; Bun would answer 413 before it.
const MAX_BODY_BYTES = Number.MAX_SAFE_INTEGER

export function serveOnBun(handler: FetchHandler, { host, port }: ServeOptions): Promise<Server> {
  const answer = withoutGuessedLength(handler)
  return Promise.resolve().then(() => {
    const server = Bun.serve({
      hostname: host,
      port,
      idleTimeout: IDLE_TIMEOUT_SECONDS,
      maxRequestBodySize: MAX_BODY_BYTES,
      fetch: (request) => answer(request),
    })
    return { port: server.port ?? port, drain: () => server.stop(false) }
  })
}
