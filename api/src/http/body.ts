import { StrictJsonError, decodeUtf8, parseStrictJson } from '../json/strict-json.ts'
import { RequestError } from './request-error.ts'

export const MAX_BODY_BYTES = 100 * 1024
export const MAX_BODY_DEPTH = 32
const MAX_BODY_MS = 10_000

/**
 * Reads a request's JSON. Bytes are counted as they arrive, whatever Content-Length says. Throws
 * RequestError: MEDIA_TYPE, BODY_TOO_LARGE, BODY_TOO_SLOW or BODY_MALFORMED.
 */
export async function readJsonBody(
  request: Request,
  mediaTypes: readonly string[],
): Promise<unknown> {
  requireMediaType(request.headers, mediaTypes)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > MAX_BODY_BYTES) throw tooLarge()
  const bytes = await readBounded(request)
  try {
    return parseStrictJson(decodeUtf8(bytes), MAX_BODY_DEPTH)
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause
    throw new RequestError('BODY_MALFORMED', { detail: `The body is ${cause.message}.`, cause })
  }
}

function requireMediaType(headers: Headers, mediaTypes: readonly string[]): void {
  const [mediaType = '', ...parameters] = (headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  // RFC 8259 §11 defines no charset; one that says the truth is borne.
  const isUtf8 = parameters.every((parameter) => /^(charset="?utf-8"?)?$/.test(parameter))
  const coding = headers.get('content-encoding')?.toLowerCase() ?? 'identity'
  if (!mediaTypes.includes(mediaType) || !isUtf8 || coding !== 'identity') {
    throw new RequestError('MEDIA_TYPE', { headers: { accept: mediaTypes.join(', ') } })
  }
}

async function readBounded(request: Request): Promise<Uint8Array> {
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new RequestError('BODY_TOO_SLOW', { headers: { connection: 'close' } }))
    }, MAX_BODY_MS)
  })
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), tooSlow])
      if (done) break
      length += value.length
      if (length > MAX_BODY_BYTES) throw tooLarge()
      chunks.push(value)
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined)
    if (error instanceof RequestError) throw error
    throw new RequestError('BODY_MALFORMED', { detail: 'The body broke off.', cause: error })
  } finally {
    clearTimeout(timer)
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : concat(chunks, length)
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function tooLarge(): RequestError {
  return new RequestError('BODY_TOO_LARGE', { headers: { connection: 'close' } })
}
