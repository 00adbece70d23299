/** The filter language, told to people in docs/filters.md. Pure: no SQL, no HTTP words. */

/** Characters of a filter at most. */
export const MAX_LENGTH = 1000
/** Conditions at most: what is left without `and`, `or`, `not` and brackets. */
export const MAX_TERMS = 50
/** Brackets and `not` within one another at most. */
export const MAX_DEPTH = 20

export const STATUSES = ['open', 'done'] as const
export const PRIORITIES = ['none', 'low', 'medium', 'high'] as const
export const MOMENT_FIELDS = ['due', 'start', 'created', 'updated', 'completed'] as const
export const PLACES = ['list', 'section', 'parent'] as const
export const FEATURES = [
  ...(['due', 'start', 'label', 'section', 'parent'] as const),
  ...(['notes', 'reminder', 'recurrence', 'subtask'] as const),
]

export type Comparison = '=' | '<' | '<=' | '>' | '>='
export type Status = (typeof STATUSES)[number]
export type Priority = (typeof PRIORITIES)[number]
export type MomentField = (typeof MOMENT_FIELDS)[number]
export type Place = (typeof PLACES)[number]
export type Feature = (typeof FEATURES)[number]
export type Unit = 'd' | 'w' | 'm' | 'y'

/** A span of time: a day, or a moment as long as the last digit that it is given by. */
export type When =
  | { readonly kind: 'now' }
  /** So many days, weeks, months or years from the owner's today. */
  | { readonly kind: 'relative'; readonly amount: number; readonly unit: Unit }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'day'; readonly day: string }
  /** By the owner's clock: `YYYY-MM-DDTHH:mm` or with `:ss`. */
  | { readonly kind: 'local'; readonly dateTime: string }
  /** The same with `Z` or an offset like `+02:00`. */
  | { readonly kind: 'instant'; readonly dateTime: string; readonly offset: string }

export type Term =
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'place'; readonly place: Place; readonly id: string }
  | { readonly kind: 'labelId'; readonly id: string }
  | { readonly kind: 'labelName'; readonly name: string }
  | { readonly kind: 'priority'; readonly comparison: Comparison; readonly priority: Priority }
  | {
      readonly kind: 'moment'
      readonly field: MomentField
      readonly comparison: Comparison
      readonly when: When
    }
  | { readonly kind: 'has'; readonly feature: Feature }
  /** Words next to one another, as search sees them; the last may go on when `isOpen`. */
  | { readonly kind: 'text'; readonly words: readonly string[]; readonly isOpen: boolean }

/** Flat: no `and` stands right in an `and`, no `or` in an `or`; each has two parts or more. */
export type Filter =
  | Term
  | { readonly kind: 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
