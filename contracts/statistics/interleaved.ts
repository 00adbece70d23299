/** Whether two kinds of request can be told apart by how long they take. */
import { randomInt } from 'node:crypto'
import { compareSamples } from './mann-whitney.ts'
import type { Comparison } from './mann-whitney.ts'

const attempts = 3

export interface Plan {
  /** Pairs of one look. */
  pairs: number
  /** Looks at most; each has to find the difference anew. */
  looks: number
  /** A look suspects a difference that is less likely than this … */
  probability: number
  /** … and that makes one kind slower with a chance outside of 0.5 ± this. */
  effect: number
}

/**
 * A sequential test: it stops at the first look that finds nothing, and names a difference only
 * when every look, each on fresh samples, finds it in the same direction. Pairs are sent in random
 * order, so what slows the machine down slows both kinds.
 */
export async function tellApart(
  kinds: readonly [first: () => Promise<void>, second: () => Promise<void>],
  { pairs, looks, probability, effect }: Plan,
): Promise<Comparison[]> {
  const found: Comparison[] = []
  for (let look = 0; look < looks; look += 1) {
    const comparison = await lookOnce(kinds, pairs)
    found.push(comparison)
    const distance = comparison.effect - 0.5
    const isSuspect = comparison.probability < probability && Math.abs(distance) > effect
    const [before = comparison] = found
    if (!isSuspect || Math.sign(distance) !== Math.sign(before.effect - 0.5)) return []
  }
  return found
}

/** What a busy machine adds to one attempt it does not add to all: the fastest is the request's own. */
async function fastestOf(count: number, send: () => Promise<void>): Promise<number> {
  let fastest = Infinity
  for (let attempt = 0; attempt < count; attempt += 1) {
    const started = performance.now()
    await send()
    fastest = Math.min(fastest, performance.now() - started)
  }
  return fastest
}

async function lookOnce(
  [first, second]: readonly [() => Promise<void>, () => Promise<void>],
  pairs: number,
): Promise<Comparison> {
  const samples: [number[], number[]] = [[], []]
  for (let pair = 0; pair < pairs; pair += 1) {
    const start = randomInt(2)
    for (const turn of [start, 1 - start]) {
      samples[turn === 0 ? 0 : 1].push(await fastestOf(attempts, turn === 0 ? first : second))
    }
  }
  return compareSamples(...samples)
}
