import { describe, expect, it } from 'vitest'
import { compareSamples } from './mann-whitney.ts'

/** A reproducible stream of numbers from 0 to 1: mulberry32. */
function stream(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const upTo = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, index) => from + index)

describe('compareSamples', () => {
  it('gives the U, and by it the effect, that counting pairs gives', () => {
    const draw = stream(7)
    const first = Array.from({ length: 30 }, () => Math.floor(draw() * 12))
    const second = Array.from({ length: 25 }, () => Math.floor(draw() * 12) + 2)
    let exceeding = 0
    for (const one of first) {
      for (const other of second) exceeding += other > one ? 1 : other === one ? 0.5 : 0
    }
    expect(compareSamples(first, second).effect).toBeCloseTo(exceeding / (30 * 25), 12)
  })

  it('gives the probability of the textbook, with ties and continuity corrected', () => {
    // 0…19 and 5…24: U = 287.5, fifteen ties of two, z = 2.35502, and erfc(z / √2) = 0.0185219.
    const { probability, effect } = compareSamples(upTo(20), upTo(20, 5))
    expect(effect).toBeCloseTo(1 - 112.5 / 400, 12)
    expect(probability).toBeCloseTo(0.0185219, 6)
  })

  it('finds nothing between equal samples, and nothing at all where every value is the same', () => {
    expect(compareSamples(upTo(50), upTo(50)).probability).toBeCloseTo(1, 6)
    expect(compareSamples(upTo(50), upTo(50)).effect).toBe(0.5)
    const same = Array<number>(40).fill(3)
    expect(compareSamples(same, same)).toEqual({ probability: 1, effect: 0.5 })
  })

  it('is certain of samples that do not overlap', () => {
    const { probability, effect } = compareSamples(upTo(100), upTo(100, 1000))
    expect(effect).toBe(1)
    expect(probability).toBeLessThan(1e-30)
  })

  it('says "below 0.05" about once in twenty when there is no difference', () => {
    let found = 0
    for (let seed = 1; seed <= 1000; seed += 1) {
      const draw = stream(seed)
      const sample = (): number[] => Array.from({ length: 40 }, () => draw() ** 3)
      if (compareSamples(sample(), sample()).probability < 0.05) found += 1
    }
    expect(found).toBeGreaterThan(25)
    expect(found).toBeLessThan(75)
  })

  it('refuses samples that are too small for the approximation', () => {
    expect(() => compareSamples([1, 2], upTo(50))).toThrow('twenty')
  })
})
