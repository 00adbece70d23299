import { ReadBytesError, dropBytes, readBytes } from '../json/read-bytes.ts'
import { StrictJsonError, decodeUtf8, parseStrictJson } from '../json/strict-json.ts'
import { RequestError } from './request-error.ts'

export const MAX_BODY_BYTES = 100 * 1024
export const MAX_BODY_DEPTH = 32
const MAX_BODY_MS = 10_000

/** What an operation takes. */
export interface Taken {
  readonly mediaTypes: readonly string[]
  readonly maxBytes: number
}

/**
 * Reads a request's JSON. Bytes are counted as they arrive, whatever Content-Length says. Throws
 * RequestError: MEDIA_TYPE, BODY_TOO_LARGE, BODY_TOO_SLOW or BODY_MALFORMED.
 */
export async function readJsonBody(request: Request, taken: Taken): Promise<unknown> {
  const bytes = await readBody(request, taken)
  try {
    return parseStrictJson(decodeUtf8(bytes), MAX_BODY_DEPTH)
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause
    throw malformed(`The body is ${cause.message}.`, cause)
  }
}

const FORM: Taken = {
  mediaTypes: ['application/x-www-form-urlencoded'],
  maxBytes: MAX_BODY_BYTES,
}

/**
 * Reads the members of a form (`application/x-www-form-urlencoded`), each of which may be there once.
 * Throws RequestError as {@link readJsonBody} does.
 */
export async function readFormBody(request: Request): Promise<ReadonlyMap<string, string>> {
  const bytes = await readBody(request, FORM)
  const members = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(decodeForm(bytes))) {
    if (members.has(name)) throw malformed('The form names a member twice.')
    members.set(name, value)
  }
  return members
}

function decodeForm(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch (cause) {
    throw malformed('The body is not valid UTF-8.', cause)
  }
}

function malformed(detail: string, cause?: unknown): RequestError {
  return new RequestError('BODY_MALFORMED', { detail, cause })
}

/** The bytes of a body, whatever they are. Throws RequestError as {@link readJsonBody} does. */
export async function readBody(
  request: Request,
  { mediaTypes, maxBytes }: Taken,
): Promise<Uint8Array> {
  requireMediaType(request.headers, mediaTypes)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) {
    await dropBytes(request.body)
    throw tooLarge()
  }
  return readBounded(request, maxBytes)
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

async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readBytes(request.body, { maxBytes, maxMs: MAX_BODY_MS, lingers: true })
  } catch (cause) {
    if (!(cause instanceof ReadBytesError)) throw cause
    switch (cause.code) {
      case 'TOO_MANY_BYTES':
        throw tooLarge()
      case 'TOO_SLOW':
        throw new RequestError('BODY_TOO_SLOW', { headers: CLOSE, cause })
      case 'BROKEN_OFF':
        throw malformed('The body broke off.', cause)
    }
  }
}

// What is left of the body would have to be read before the next request on the connection.
const CLOSE = { connection: 'close' }

function tooLarge(): RequestError {
  return new RequestError('BODY_TOO_LARGE', { headers: CLOSE })
}
