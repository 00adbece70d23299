/**
 * What a spreadsheet would take for a formula, or part of one: it begins with = + - @ (or their wide
 * forms), a tab or a line break, also behind blanks or behind apostrophes of ours.
 */
const DANGEROUS = /^'*(?:[\t\r\n]|\s*[=+\-@\uff0b\uff0d\uff1d\uff20])/

/** The text as a cell may hold it: an apostrophe in front of what a spreadsheet would calculate. */
export function guardFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text
}

/** The text as it was: takes away exactly what {@link guardFormula} put in front. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && DANGEROUS.test(cell) ? cell.slice(1) : cell
}
