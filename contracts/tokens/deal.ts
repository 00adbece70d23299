/** Deals attempts out to operations, so that a run does not grow by the number of both. */
import { createHash } from 'node:crypto'

/** An operation meets at least so many attempts of each rule, or all where there are no more. */
export const leastShare = 4

/**
 * One hand a place: all of the same size, and together they hold every card. The salt (the run's
 * seed and what is dealt) decides who gets which.
 */
export function deal<Card>(cards: readonly Card[], places: number, salt: string): Card[][] {
  const share = Math.min(cards.length, Math.max(leastShare, Math.ceil(cards.length / places)))
  const shuffled = shuffle(cards, salt)
  return Array.from({ length: places }, (_, place) =>
    Array.from({ length: share }, (_card, index) => place * share + index).flatMap(
      (at) => shuffled[at % shuffled.length] ?? [],
    ),
  )
}

/** The same cards in an order that the salt decides. */
export function shuffle<Card>(cards: readonly Card[], salt: string): Card[] {
  const lot = (index: number): string =>
    createHash('sha256')
      .update(`${salt} ${String(index)}`)
      .digest('hex')
  return cards
    .map((card, index) => ({ card, lot: lot(index) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ card }) => card)
}
