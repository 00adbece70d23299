import { describe, expect, it, vi } from 'vitest'
import { readBytes } from './read-bytes.ts'

function streamOf(chunks: Uint8Array[], end: 'close' | 'error' | 'never' = 'close') {
  const cancelled = vi.fn()
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk !== undefined) controller.enqueue(chunk)
      else if (end === 'close') controller.close()
      else if (end === 'error') controller.error(new Error('reset'))
    },
    cancel: cancelled,
  })
  return { stream, cancelled }
}

describe('readBytes', () => {
  it('joins what arrives, up to and including the last byte allowed', async () => {
    const { stream } = streamOf([new Uint8Array([1, 2]), new Uint8Array([3])])
    expect(await readBytes(stream, { maxBytes: 3, maxMs: 1000 })).toEqual(new Uint8Array([1, 2, 3]))
  })

  it('stops at one byte more and cancels the rest', async () => {
    const { stream, cancelled } = streamOf([new Uint8Array(2), new Uint8Array(2)], 'never')
    await expect(readBytes(stream, { maxBytes: 3, maxMs: 1000 })).rejects.toMatchObject({
      code: 'TOO_MANY_BYTES',
    })
    await vi.waitFor(() => {
      expect(cancelled).toHaveBeenCalledOnce()
    })
  })

  it('gives up on a sender that says nothing', async () => {
    const { stream, cancelled } = streamOf([new Uint8Array(1)], 'never')
    await expect(readBytes(stream, { maxBytes: 3, maxMs: 1 })).rejects.toMatchObject({
      code: 'TOO_SLOW',
    })
    await vi.waitFor(() => {
      expect(cancelled).toHaveBeenCalledOnce()
    })
  })

  it('tells a broken stream from an ended one', async () => {
    const { stream } = streamOf([new Uint8Array(1)], 'error')
    await expect(readBytes(stream, { maxBytes: 3, maxMs: 1000 })).rejects.toMatchObject({
      code: 'BROKEN_OFF',
    })
  })

  it('reads no body as no bytes', async () => {
    expect(await readBytes(null, { maxBytes: 3, maxMs: 1000 })).toEqual(new Uint8Array())
  })
})
