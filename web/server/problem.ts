// Answers that web's own server gives in the api's place: problem details (RFC 9457).
import type { ServerResponse } from 'node:http'

const problems = {
  'malformed-request': { status: 400, title: 'The request is malformed' },
  'service-unavailable': { status: 503, title: 'The service is not available' },
  'internal-error': { status: 500, title: 'Something went wrong' },
} as const

export interface ProblemDetails {
  id: string
  detail?: string
  headers?: Record<string, string>
}

export function sendProblem(
  response: ServerResponse,
  slug: keyof typeof problems,
  { id, detail, headers = {} }: ProblemDetails,
): void {
  const { status, title } = problems[slug]
  const type = `/docs/problems#${slug}`
  const body = JSON.stringify({ type, title, status, detail, instance: `urn:uuid:${id}` })
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '2' }),
    ...headers,
  })
  response.end(body)
}
