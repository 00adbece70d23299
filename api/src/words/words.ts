/**
 * Text as search sees it: the one place that decides what a word is and when two are the same. Rows
 * are indexed by it and filters are read by it.
 */

/** Raise it with every change of what follows: the next migration then reads every task again. */
export const WORDS_VERSION = 1

/** Characters of a word that count: what is longer is cut, in rows and in questions alike. */
const MAX_WORD = 64

// Letters that Unicode takes for letters of their own and people for accented ones.
const PLAIN = new Map<string, string>(
  Object.entries({ ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe' }),
)
const NOT_PLAIN = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'gu')

// Accents and points above and below a letter. The vowel signs of Indic scripts are marks as well,
// and without them the words are others: those stay, and so do the voicing marks of kana.
const ACCENT =
  /(?![\u3099\u309a])(?=\p{Mn})[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]/gu

// Scripts that put no space between words: each character with its marks is a word.
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const WORD = new RegExp(
  `\\p{RI}{2}|\\p{Extended_Pictographic}|(?=[\\p{L}\\p{N}])[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
)

/** The words of `text` in their order: without accents, without regard to case. Linear in time. */
export function toWords(text: string): string[] {
  return (fold(text).match(WORD) ?? []).map(cut)
}

/** Compatibility forms are their plain letters, accents go, ß is ss and the final sigma a sigma. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENT, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENT, '')
    .replaceAll('ς', 'σ')
    .replace(NOT_PLAIN, (letter) => PLAIN.get(letter) ?? letter)
    .normalize('NFC')
}

function cut(word: string): string {
  return word.length <= MAX_WORD ? word : [...word].slice(0, MAX_WORD).join('')
}
