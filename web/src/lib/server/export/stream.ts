// Text as the body of an answer: made when the connection takes it, and no more of it in memory than
// one piece. When it can't go on the connection is cut, so that half of it never passes for all.

export interface StreamOptions {
  /** Nobody reads any further. */
  onGone: () => void
  /** Never both. */
  onBroken: (error: unknown) => void
}

export function streamOf(
  pieces: AsyncGenerator<string, void, undefined>,
  { onGone, onBroken }: StreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isGone = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await pieces.next()
            if (isGone) return
            if (done === true) controller.close()
            // Nothing would end the wait for it.
            else if (value === '') continue
            else controller.enqueue(encoder.encode(value))
            return
          }
        } catch (error) {
          if (isGone) return
          onBroken(error)
          controller.error(error)
        }
      },
      cancel() {
        isGone = true
        onGone()
        // It ends where it waits; nobody is left to hear how.
        void pieces.return().catch(() => undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The same, with its first piece already made: what can't even begin throws here. */
export async function begun<T>(
  pieces: AsyncGenerator<T, void, undefined>,
): Promise<AsyncGenerator<T, void, undefined>> {
  const first = await pieces.next()
  return (async function* () {
    try {
      if (first.done !== true) yield first.value
      yield* pieces
    } finally {
      await pieces.return()
    }
  })()
}
