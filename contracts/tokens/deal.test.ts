import { describe, expect, it } from 'vitest'
import { deal, leastShare, shuffle } from './deal.ts'

const cards = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const sorted = (list: readonly number[]): number[] => [...list].sort((one, other) => one - other)

describe('dealing attempts out to operations', () => {
  for (const [count, places] of [
    [100, 7],
    [100, 60],
    [9, 60],
    [1000, 3],
    [5, 1],
  ] as const) {
    it(`uses every one of ${String(count)} over ${String(places)} places, none twice in one hand`, () => {
      const hands = deal(cards(count), places, 'x')
      expect(hands).toHaveLength(places)
      expect(sorted([...new Set(hands.flat())])).toEqual(cards(count))
      for (const hand of hands) {
        expect(hand.length).toBeGreaterThanOrEqual(Math.min(count, leastShare))
        expect(new Set(hand).size).toBe(hand.length)
      }
    })
  }

  it('gives everybody all of what is few, and nobody anything of nothing', () => {
    for (const hand of deal(cards(3), 5, 'x')) expect(sorted(hand)).toEqual(cards(3))
    expect(deal([], 2, 'x')).toEqual([[], []])
  })

  it('deals the same by the same salt, and something else by another', () => {
    expect(deal(cards(50), 6, 'x')).toEqual(deal(cards(50), 6, 'x'))
    expect(deal(cards(50), 6, 'x')).not.toEqual(deal(cards(50), 6, 'y'))
    expect(sorted(shuffle(cards(50), 'x'))).toEqual(cards(50))
  })
})
