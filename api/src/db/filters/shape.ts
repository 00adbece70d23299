import type { Filter } from '../../filters/filter.ts'

/** What of a filter decides the text of its condition: all but the values. */
export function shapeOf(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `${filter.kind}(${filter.parts.map(shapeOf).join()})`
    case 'not':
      return `not(${shapeOf(filter.part)})`
    case 'status':
      return filter.status
    case 'place':
      return filter.place
    case 'has':
      return `has ${filter.feature}`
    case 'priority':
      return `priority ${filter.comparison}`
    case 'moment':
      return `${filter.field} ${filter.comparison}`
    case 'text':
      return filter.words.length > 1 ? 'phrase' : filter.isOpen ? 'beginning' : 'word'
    case 'inbox':
    case 'labelId':
    case 'labelName':
      return filter.kind
  }
}
