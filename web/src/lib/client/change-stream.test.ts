import { describe, expect, it } from 'vitest'
import { followChanges } from './change-stream.ts'
import { SessionOverError } from './token-store.ts'

type Answer = { status?: number; text?: string[]; broken?: boolean }

function streamOf({ status = 200, text = [], broken = false }: Answer): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of text) controller.enqueue(new TextEncoder().encode(piece))
      if (broken) controller.error(new TypeError('cut'))
      else controller.close()
    },
  })
  return new Response(body, { status })
}

/** Gives the answers one after the other, then says that the session is over. */
async function follow(answers: Answer[]) {
  const heard: (number | null)[] = []
  const asked: (string | null)[] = []
  const waited: number[] = []
  const discarded: string[] = []
  await followChanges({
    tokens: {
      token: () =>
        asked.length < answers.length
          ? Promise.resolve('token')
          : Promise.reject(new SessionOverError('over')),
      discard: (token) => discarded.push(token),
    },
    fetch: (_url, init) => {
      asked.push(new Headers(init?.headers).get('last-event-id'))
      return Promise.resolve(streamOf(answers[asked.length - 1] ?? {}))
    },
    url: '/v1/events',
    heard: (change) => heard.push(change),
    signal: new AbortController().signal,
    wait: (delayMs) => {
      waited.push(delayMs)
      return Promise.resolve()
    },
  })
  return { heard, asked, waited, discarded }
}

const ready = 'id: c1\nevent: ready\ndata: {"cursor":"c1"}\n\n'
const change = 'id: c2\nevent: change\ndata: {"kind":"task","id":"x","version":43}\n\n'

describe('followChanges', () => {
  it('tells each change, and goes on behind the last one', async () => {
    const { heard, asked, waited } = await follow([{ text: [ready, ':\n\n', change] }, {}])
    expect(heard).toEqual([null, 43, null])
    expect(asked).toEqual([null, 'c2'])
    expect(waited).toEqual([1000, 1000])
  })

  it('puts together what comes in pieces', async () => {
    const text = (ready + change).split(/(?<=[\s\S])/)
    expect((await follow([{ text }])).heard).toEqual([null, 43])
  })

  it('goes on where it was when the stream breaks, and has everything read again', async () => {
    const { heard, asked } = await follow([{ text: [ready], broken: true }, {}])
    expect(asked.length).toBe(2)
    expect(heard.at(-1)).toBeNull()
  })

  it('asks slower and slower while it does not open', async () => {
    const away = { status: 503 }
    const { waited } = await follow([away, away, away, away, away, away])
    expect(waited).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('takes another token when one is refused', async () => {
    expect((await follow([{ status: 401 }])).discarded).toEqual(['token'])
  })

  it('begins anew when it cannot go on from where it was', async () => {
    const { asked } = await follow([{ text: [ready] }, { status: 410 }, {}])
    expect(asked).toEqual([null, 'c1', null])
  })

  it('stops when the session is over, and has the page ask what that means', async () => {
    const over = 'event: end\ndata: {"reason":"session-ended"}\n\n'
    const { heard, asked, waited } = await follow([{ text: [ready, over] }, {}])
    expect([heard, asked.length, waited]).toEqual([[null, null], 1, []])
  })

  it('goes on with a new token when the old one has expired', async () => {
    const expired = 'event: end\ndata: {"reason":"token-expired"}\n\n'
    expect((await follow([{ text: [ready, expired] }, {}])).asked).toEqual([null, 'c1'])
  })
})
