// For the tests of this room: a server in front of an upstream that does as it is told.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLogger } from '../src/lib/server/log.ts'
import { createServer, type Handler } from './app.ts'

export interface Stub {
  url: string
  close: () => Promise<void>
}

export async function listen(server: http.Server): Promise<Stub> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** Where nothing listens: a port that was free a moment ago. */
export async function nowhere(): Promise<string> {
  const { url, close } = await listen(http.createServer())
  await close()
  return url
}

export interface FrontOptions {
  apiUrl: string
  kit?: Handler
  addressHeader?: string
  log?: (line: string) => void
}

export function front({ apiUrl, kit, addressHeader, log }: FrontOptions): Promise<Stub> {
  const config = {
    API_URL: apiUrl,
    PUBLIC_URL: 'https://tasks.example.com',
    CLIENT_ADDRESS_HEADER: addressHeader ?? null,
  }
  const logger = createLogger('debug', log ?? (() => undefined))
  return listen(createServer(config, kit ?? ((_req, res) => void res.end('kit')), logger))
}

export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** Sends what a browser or a library would tidy up first: the target and the fields as given. */
export function send(
  base: string,
  path: string,
  options: { method?: string; headers?: http.OutgoingHttpHeaders | string[]; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const { method, headers } = options
    const req = http.request({ hostname, port, path, method, headers, agent: false }, (res) => {
      let body = ''
      res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      res.once('end', () => {
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body })
      })
      res.once('error', reject)
    })
    req.once('error', reject)
    req.end(options.body)
  })
}
