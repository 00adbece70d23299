// What a hole is: one thing that a careless change could break, as edits of the api's source.

export const GROUPS = ['authentication', 'authorization', 'leaks', 'reliability'] as const
export type Group = (typeof GROUPS)[number]

/** Code in the place of code. */
export interface Edit {
  /** Below the api's `src`. */
  readonly file: string
  /** What stands there now; blanks and line breaks count as one blank. Must be found `times` times. */
  readonly find: string
  readonly replace: string
  /** 1 unless stated. */
  readonly times?: number
}

/** The same for places that were found in the syntax tree. */
export interface PlacedEdit {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly replace: string
}

export interface Hole {
  /** `M05 by prefix`: the row of the list of holes it stands for (X: one of our own), and which of it. */
  readonly id: string
  /** What is wrong with the api while it is planted, as a sentence. */
  readonly says: string
  readonly edits: readonly (Edit | PlacedEdit)[]
  /**
   * Titles of the tests that should notice it, as a regular expression. They run first, to save
   * time; what they let pass meets the whole suite.
   */
  readonly seenBy: string
  /** Which suite has to notice it: the contract suite, unless no request can tell. */
  readonly suite?: 'unit'
  /** The engine whose own checks don't hide it; Node unless stated. */
  readonly runtime?: 'bun'
  /** Why it changes nothing that anyone could see. Such a hole is not run and not counted. */
  readonly equivalent?: string
}

export interface GroupedHole extends Hole {
  readonly group: Group
}

/** `times` is for a place that the file repeats. */
export function edit(file: string, find: string, replace: string, times = 1): Edit {
  return { file, find, replace, times }
}

/** Puts a line before everything else in the file: an import, a variable of the module. */
export function onTop(file: string, text: string): PlacedEdit {
  return { file, start: 0, end: 0, replace: `${text}\n` }
}
