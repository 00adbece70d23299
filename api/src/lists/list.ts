export const COLORS = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const
export type Color = (typeof COLORS)[number]

/** What its owner may say of a list. */
export interface ListFields {
  readonly name: string
  readonly color: Color
  readonly archived: boolean
}
