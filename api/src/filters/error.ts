/** A filter that says nothing clear. `position` counts characters before the place, from 0. */
export class FilterError extends Error {
  override name = 'FilterError'
  readonly code = 'FILTER_INVALID'
  readonly position: number
  /** What is wrong there: half a sentence that quotes nothing of the filter. */
  readonly reason: string

  constructor(position: number, reason: string) {
    super(`At character ${position + 1}: ${reason}.`)
    this.position = position
    this.reason = reason
  }
}
