/** What its owner may say of a saved filter. */
export interface SavedFilterFields {
  readonly name: string
  /** In the language of docs/filters.md, as it was typed. */
  readonly filter: string
}
