/** The part where the runtimes differ: listening and draining. */
import { serveOnBun } from './bun.ts'
import { serveOnDeno } from './deno.ts'
import { serveOnNode } from './node.ts'

export type FetchHandler = (request: Request) => Response | Promise<Response>

export interface ServeOptions {
  readonly host: string
  readonly port: number
}

export interface Server {
  readonly port: number
  /** Accepts no more, lets requests in flight finish, closes idle connections; then resolves. */
  drain(): Promise<void>
}

/** Rejects when the address can't be had, with the system's `code` (EADDRINUSE, EACCES, …). */
export function serve(handler: FetchHandler, options: ServeOptions): Promise<Server> {
  if ('Bun' in globalThis) return serveOnBun(handler, options)
  if ('Deno' in globalThis) return serveOnDeno(handler, options)
  return serveOnNode(handler, options)
}
