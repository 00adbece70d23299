export type ReadBytesErrorCode = 'TOO_MANY_BYTES' | 'TOO_SLOW' | 'BROKEN_OFF'

export class ReadBytesError extends Error {
  override name = 'ReadBytesError'
  readonly code: ReadBytesErrorCode

  constructor(code: ReadBytesErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/**
 * Reads a stream to its end, counting what arrives. Throws {@link ReadBytesError} after `maxBytes`,
 * after `maxMs`, or when it breaks off; what comes after that is never held. `lingers`: whoever sends
 * too much is to read the answer, see {@link dropBytes}.
 */
export async function readBytes(
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, maxMs, lingers = false }: { maxBytes: number; maxMs: number; lingers?: boolean },
): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array()
  const reader = stream.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ReadBytesError('TOO_SLOW'))
    }, maxMs)
  })
  try {
    return await collect(() => Promise.race([reader.read(), tooSlow]), maxBytes)
  } catch (cause) {
    const isTooMuch = cause instanceof ReadBytesError && cause.code === 'TOO_MANY_BYTES'
    const dropped = lingers ? drop(reader) : reader.cancel().catch(() => undefined)
    // Who is too slow has waited long enough.
    if (isTooMuch) await dropped
    throw cause instanceof ReadBytesError ? cause : new ReadBytesError('BROKEN_OFF', { cause })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Drops what comes for a moment, and cancels it then: a connection that is closed on unread bytes is
 * reset, and a sender who reads only behind the last byte would never see the answer (RFC 9112
 * §9.6).
 */
export async function dropBytes(stream: ReadableStream<Uint8Array> | null): Promise<void> {
  if (stream !== null) await drop(stream.getReader())
}

const LINGER_MS = 500
const LINGER_BYTES = 16 * 1024 * 1024

async function drop(reader: Reader): Promise<void> {
  const until = performance.now() + LINGER_MS
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), LINGER_MS)
  try {
    let dropped = 0
    while (dropped < LINGER_BYTES && performance.now() < until) {
      const chunk = await reader.read()
      if (chunk.done) break
      dropped += chunk.value.length
    }
    await reader.cancel()
  } catch {
    // Broken off: nothing is left to drop.
  } finally {
    clearTimeout(timer)
  }
}

/** What we use of a stream's reader; each runtime adds to its type. */
interface Reader {
  read(): Promise<Chunk>
  cancel(): Promise<void>
}

type Chunk = { done: false; value: Uint8Array } | { done: true }

async function collect(next: () => Promise<Chunk>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (let result = await next(); !result.done; result = await next()) {
    length += result.value.length
    if (length > maxBytes) throw new ReadBytesError('TOO_MANY_BYTES')
    chunks.push(result.value)
  }
  const [first] = chunks
  return chunks.length === 1 && first !== undefined ? first : concat(chunks, length)
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
