// Where a task that was just moved is shown until the api has said its place.

/**
 * A text between two positions by code units; `after` empty is the beginning, `before` null the end.
 * Only for showing: the api makes the position that is kept.
 */
export function between(after: string, before: string | null): string {
  if (before?.startsWith(after) !== true) return `${after}V`
  const rest = before.slice(after.length)
  // Digits come before all letters, and no position ends with the first digit.
  return rest.startsWith('0') ? between(`${after}0`, before) : `${after}0V`
}
