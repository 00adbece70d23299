/** What a file of another product leaves open. */
export interface ReadOptions {
  /** The owner's: a moment becomes the time that their clock shows then. */
  readonly timeZone: string
  /** Where tasks go that the file puts in no list of its own; each format has a usual one. */
  readonly listName?: string | undefined
  /** How days of numbers alone are written: the month first or the day. */
  readonly dayOrder?: DayOrder | undefined
}

export const DAY_ORDERS = ['month-first', 'day-first'] as const
export type DayOrder = (typeof DAY_ORDERS)[number]
