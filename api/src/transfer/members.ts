/** Looking into JSON of other products, of which every member may be missing or of another type. */
export type Members = Readonly<Record<string, unknown>>

export function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A text that says something, or undefined. */
export function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A name of something: a text or a whole number. */
export function keyOf(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? `${value as number}` : wordOf(value)
}
