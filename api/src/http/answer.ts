import type { AppContext } from './environment.ts'

const JSON_TYPE = 'application/json'
/** Every answer depends on who asks, and from where. */
const VARY = 'Authorization, Origin'

/** A read that can be asked for again with its ETag; never for a shared cache (RFC 9111 §3.5). */
export const REVALIDATE = 'private, no-cache'
export const NO_STORE = 'private, no-store'
/** Says nothing that is anybody's own. */
export const NO_STORE_ANYWHERE = 'no-store'

type Headers = Readonly<Record<string, string>>

/** Headers that every answer carries; the one place where they are made. */
export function answerHeaders(context: AppContext, headers: Headers): Record<string, string> {
  return {
    vary: VARY,
    'x-request-id': context.get('requestId'),
    'x-content-type-options': 'nosniff',
    ...context.get('corsHeaders'),
    ...headers,
  }
}

export function answerJson(
  context: AppContext,
  status: number,
  body: unknown,
  headers: Headers,
): Response {
  const text = JSON.stringify(body)
  return new Response(text, {
    status,
    headers: answerHeaders(context, {
      'content-type': JSON_TYPE,
      ...lengthForHead(context, text),
      ...headers,
    }),
  })
}

/**
 * RFC 9110 §8.6: the answer to HEAD tells the length GET would have, or none. Bun and Deno say 0
 * for the body that was taken away.
 */
export function lengthForHead(context: AppContext, body: string | Uint8Array): Headers {
  return context.req.method === 'HEAD' ? { 'content-length': `${Buffer.byteLength(body)}` } : {}
}

/** 204 and 304: no body and so no content type. */
export function answerEmpty(context: AppContext, status: 204 | 304, headers: Headers): Response {
  return new Response(null, { status, headers: answerHeaders(context, headers) })
}

export function answerText(
  context: AppContext,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Headers,
): Response {
  return new Response(body, {
    status: 200,
    headers: answerHeaders(context, { ...lengthForHead(context, body), ...headers }),
  })
}

/** A body that is made while it is read, and only as fast; a fault on the way cuts the connection. */
export async function answerStream(
  context: AppContext,
  parts: AsyncGenerator<string>,
  headers: Headers,
): Promise<Response> {
  if (context.req.method === 'HEAD') {
    let length = 0
    for await (const part of parts) length += Buffer.byteLength(part)
    const about = { 'content-length': `${length}`, ...headers }
    return new Response(null, { status: 200, headers: answerHeaders(context, about) })
  }
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.next()
      if (part.done === true) controller.close()
      else controller.enqueue(encoder.encode(part.value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return new Response(stream, { status: 200, headers: answerHeaders(context, headers) })
}
