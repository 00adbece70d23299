/** Takes the api away and brings it back; both are over when they answer. */
import { once } from 'node:events'
import http from 'node:http'
import { readEnvironment } from '../environment.ts'

export async function stopApi(): Promise<void> {
  await control('stop')
}

/** Does nothing when it is there. */
export async function startApi(): Promise<void> {
  if (!(await isThere())) await control('start')
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch(`${readEnvironment().apiUrl}/healthz`)).ok
  } catch {
    return false
  }
}

async function control(action: 'start' | 'stop'): Promise<void> {
  const { controlUrl } = readEnvironment()
  const { status } = await fetch(`${controlUrl}/api/${action}`, { method: 'POST' })
  if (status !== 204) throw new Error(`the stack answered ${status} to: ${action} the api`)
}

export interface Impostor {
  /** What web has sent to it, headers and all. */
  readonly asked: http.IncomingMessage[]
  close(): Promise<void>
}

/** Listens where the api did, and answers whatever it is asked with a cookie. */
export async function takeTheApisPlace(): Promise<Impostor> {
  const { hostname, port } = new URL(readEnvironment().apiUrl)
  const asked: http.IncomingMessage[] = []
  const server = http.createServer((request, response) => {
    asked.push(request)
    response.setHeader('set-cookie', 'holdfast.session_token=from-the-api; Path=/')
    response.setHeader('clear-site-data', '"cookies"')
    response.setHeader('content-type', 'application/json')
    response.end('{"items":[],"nextCursor":null}')
  })
  server.listen(Number(port), hostname)
  await once(server, 'listening')
  return {
    asked,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
