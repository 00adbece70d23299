import type { FetchHandler, ServeOptions, Server } from './serve.ts'
import { withoutGuessedLength } from './unknown-length.ts'

/** What we use of Deno's own namespace; its full types clash with those of Node. */
interface DenoNamespace {
  serve(
    options: { hostname: string; port: number; onListen: () => void },
    handler: FetchHandler,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> }
}

export function serveOnDeno(handler: FetchHandler, { host, port }: ServeOptions): Promise<Server> {
  const answer = withoutGuessedLength(handler)
  return Promise.resolve().then(() => {
    const { Deno } = globalThis as unknown as { Deno: DenoNamespace }
    const server = Deno.serve({ hostname: host, port, onListen: () => undefined }, (request) =>
      answer(request),
    )
    return { port: server.addr.port, drain: () => server.shutdown() }
  })
}
