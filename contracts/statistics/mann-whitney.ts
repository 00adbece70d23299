/** The Mann-Whitney U test: do two samples come from one distribution, whatever its shape? */

export interface Comparison {
  /** How likely a difference of this size is when there is none; two-sided. */
  probability: number
  /** Chance that a draw from the second exceeds one from the first (ties count half): 0.5 is none. */
  effect: number
}

/** By the normal approximation with correction for ties: for samples of twenty and more. */
export function compareSamples(first: readonly number[], second: readonly number[]): Comparison {
  const [n, m] = [first.length, second.length]
  if (n < 20 || m < 20) throw new Error('each sample needs twenty values')
  const { rankSum, tieTerm } = rank(second, first)
  const u = rankSum - (m * (m + 1)) / 2
  const total = n + m
  const variance = ((n * m) / 12) * (total + 1 - tieTerm / (total * (total - 1)))
  const effect = u / (n * m)
  if (variance === 0) return { probability: 1, effect }
  // Half a step towards the middle, because U is a whole number.
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return { probability: 2 * upperTail(distance / Math.sqrt(variance)), effect }
}

/** The sum of the ranks of one sample among both; equal values share the mean of their ranks. */
function rank(
  one: readonly number[],
  other: readonly number[],
): { rankSum: number; tieTerm: number } {
  const all = [
    ...one.map((value) => ({ value, counts: 1 })),
    ...other.map((value) => ({ value, counts: 0 })),
  ].sort((a, b) => a.value - b.value)
  let [rankSum, tieTerm, start] = [0, 0, 0]
  while (start < all.length) {
    let end = start
    while (all[end]?.value === all[start]?.value && end < all.length) end += 1
    const tied = end - start
    const mine = all.slice(start, end).reduce((sum, { counts }) => sum + counts, 0)
    rankSum += (mine * (start + 1 + end)) / 2
    tieTerm += tied ** 3 - tied
    start = end
  }
  return { rankSum, tieTerm }
}

/** The chance that a standard normal value exceeds z: Abramowitz and Stegun 26.2.17. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = series.reduceRight((value, factor) => (value + factor) * t, 0)
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
