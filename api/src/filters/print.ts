import type { Comparison, Filter, Term } from './filter.ts'
import { printWhen } from './when.ts'

const KEYWORDS = new Set(['and', 'or', 'not'])

/** The one spelling of a filter: parsing it gives the same filter again. */
export function printFilter(filter: Filter): string {
  if (filter.kind === 'or') return filter.parts.map(printFilter).join(' or ')
  if (filter.kind === 'and') return filter.parts.map((part) => printInside(part, 'or')).join(' ')
  if (filter.kind === 'not') return `-${printInside(filter.part, 'or', 'and')}`
  return printTerm(filter)
}

/** In brackets where it would fall apart. */
function printInside(filter: Filter, ...loose: readonly Filter['kind'][]): string {
  return loose.includes(filter.kind) ? `(${printFilter(filter)})` : printFilter(filter)
}

function printTerm(term: Term): string {
  switch (term.kind) {
    case 'status':
      return `status:${term.status}`
    case 'inbox':
      return 'list:inbox'
    case 'place':
      return `${term.place}:${term.id}`
    case 'labelId':
      return `label:${term.id}`
    case 'labelName':
      return `label:${quote(term.name)}`
    case 'priority':
      return `priority${printComparison(term.comparison)}${term.priority}`
    case 'moment':
      return `${term.field}${printComparison(term.comparison)}${printWhen(term.when)}`
    case 'has':
      return `has:${term.feature}`
    case 'text':
      return printText(term.words, term.isOpen)
  }
}

function printText(words: readonly string[], isOpen: boolean): string {
  const [first = ''] = words
  if (words.length === 1 && isOpen && !KEYWORDS.has(first)) return first
  return `"${words.join(' ')}"${isOpen ? '*' : ''}`
}

function printComparison(comparison: Comparison): string {
  return comparison === '=' ? ':' : comparison
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
