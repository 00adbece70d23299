/** HTTP without a client's help: paths go out as they are written, redirects come back as they are. */
import http from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { readEnvironment } from '../environment.ts'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface RawRequest {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

const { baseUrl } = readEnvironment()

export async function raw(path: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body } = request
  const { hostname, port } = new URL(baseUrl)
  // Node frames the body of a POST by itself, but not that of a DELETE.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { hostname, port, path, method, headers: { ...length, ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.once('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
        })
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}
