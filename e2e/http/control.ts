/** Takes parts of the stack away and brings them back, and ages what waits; over when it answers. */
import { once } from 'node:events'
import http from 'node:http'
import { readEnvironment } from '../environment.ts'

export async function stopApi(): Promise<void> {
  await control('api/stop')
}

/** Does nothing when it is there. */
export async function startApi(): Promise<void> {
  if (!(await isThere())) await control('api/start')
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch(`${readEnvironment().apiUrl}/healthz`)).ok
  } catch {
    return false
  }
}

/** As if a mailed link had come of age. */
export async function expire(link: string): Promise<void> {
  const token = new URL(link).searchParams.get('token') ?? ''
  await control(`links/expire?token=${token}`)
}

export async function stopProvider(): Promise<void> {
  await control('provider/stop')
}

/** Does nothing when it is there. */
export async function startProvider(): Promise<void> {
  await control('provider/start')
}

export async function restartWeb(): Promise<void> {
  await control('web/restart')
}

/** Where these texts stand: in which column of either database, in which log. */
export async function tracesOf(...texts: string[]): Promise<string[]> {
  const query = new URLSearchParams(texts.map((text) => ['of', text]))
  return (await control(`traces?${query.toString()}`)) as string[]
}

/** As if nobody had judged a device in time. */
export async function expireDevice(deviceCode: string): Promise<void> {
  await control(`devices/expire?code=${deviceCode}`)
}

async function control(action: string): Promise<unknown> {
  const { controlUrl } = readEnvironment()
  const response = await fetch(`${controlUrl}/${action}`, { method: 'POST' })
  if (response.status !== 200)
    throw new Error(`the stack answered ${response.status} to: ${action}`)
  return response.json()
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
