/** What can't be kept of a text: U+0000, and halves of surrogate pairs. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** True when `text` has at most so many characters (not UTF-16 units). */
export function hasAtMost(text: string, characters: number): boolean {
  return text.length <= characters || countUpTo(text, characters + 1) <= characters
}

/** The beginning of `text`, at most so many characters of it. */
export function cut(text: string, characters: number): string {
  return hasAtMost(text, characters)
    ? text
    : [...text.slice(0, 2 * characters)].slice(0, characters).join('')
}

/** Counts characters, but no further than `limit`: a text of megabytes is never split whole. */
function countUpTo(text: string, limit: number): number {
  return [...text.slice(0, 2 * limit)].length
}
