import type { FetchHandler } from './serve.ts'

/**
 * RFC 9110 §8.6: an answer to HEAD tells the length that GET would have, or none. Where ours tells
 * none, as for a stream, Bun and Deno say 0 for the body that was taken away; for one of which they
 * can't know the end they don't, and they leave it at once.
 */
export function withoutGuessedLength(handler: FetchHandler): FetchHandler {
  return (request) => (request.method === 'HEAD' ? answerHead(request) : handler(request))

  async function answerHead(request: Request): Promise<Response> {
    const response = await handler(request)
    const isKnown = response.status !== 200 || response.headers.has('content-length')
    return isKnown ? response : new Response(new ReadableStream(), response)
  }
}
