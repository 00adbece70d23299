/**
 * Where in a file: a row of a table (1 is the line of names), a line of text, or a JSON pointer
 * (RFC 6901).
 */
export type Place =
  { readonly row: number } | { readonly line: number } | { readonly pointer: string }

export type Finding = Place & {
  /** What is wrong, in words that quote nothing of the file. */
  readonly detail: string
}

/** Found things, of which the first are kept and all are counted. */
export interface Findings {
  readonly count: number
  readonly first: readonly Finding[]
}

const MAX_KEPT = 100

export class FindingList implements Findings {
  count = 0
  readonly first: Finding[] = []

  add(place: Place, detail: string): void {
    this.count++
    if (this.first.length < MAX_KEPT) this.first.push({ ...place, detail })
  }
}
