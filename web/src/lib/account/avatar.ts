// The round picture of a person: letters, and a colour that stays theirs.

export const initialsLength = { max: 3 }

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The characters as people count them: a flag or an accented letter is one. */
export function charactersOf(text: string): string[] {
  return [...letters.segment(text)].map(({ segment }) => segment)
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => charactersOf(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/** How many colours app.css has for people. */
export const hues = 8

/** The same for the same id, on every device. */
export function hueOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % hues
}
