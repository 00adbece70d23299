import { describe, expect, it } from 'vitest'
import type { Answer } from './answers.ts'
import { pollChanges } from './poll-changes.ts'

/** Gives the answers one after the other and then stops. */
async function poll(answers: Answer<unknown>[], isWanted = () => true) {
  const stopping = new AbortController()
  const heard: number[] = []
  const asked: (string | null)[] = []
  let turns = answers.length
  await pollChanges({
    ask: (etag) => {
      asked.push(etag)
      return Promise.resolve(answers[asked.length - 1] as Answer<unknown>)
    },
    heard: (latest) => heard.push(latest),
    isWanted,
    wait: () => {
      if (turns === 0) stopping.abort()
      turns -= 1
      return Promise.resolve()
    },
    signal: stopping.signal,
  })
  return { heard, asked }
}

const at = (change: number): Answer<unknown> => ({
  ...{ ok: true, value: null, change: null },
  etag: `W/"${String(change)}-abcdefghij"`,
})

describe('pollChanges', () => {
  it('tells each latest change once, asking on what it knows', async () => {
    expect(await poll([at(3), at(3), at(5)])).toEqual({
      heard: [3, 5],
      asked: [null, 'W/"3-abcdefghij"', 'W/"3-abcdefghij"'],
    })
  })

  it('goes on when nobody answers, and stops when the session is over', async () => {
    const unreachable = { ok: false, why: 'unreachable', retryAfterSeconds: null } as const
    const over = { ok: false, why: 'session-over' } as const
    const { heard, asked } = await poll([unreachable, at(4), over, at(5)])
    expect([heard, asked.length]).toEqual([[4], 3])
  })

  it('does not ask while nobody looks', async () => {
    expect(await poll([at(3)], () => false)).toEqual({ heard: [], asked: [] })
  })
})
