// Lists, sections and labels as the api has them.
import type { components } from '@holdfast/contracts/client'

export type List = components['schemas']['List']
export type Section = components['schemas']['Section']
export type Label = components['schemas']['Label']

export const colors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const satisfies Color[]

export const colorNames: Record<Color, string> = {
  gray: 'Grey',
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  purple: 'Purple',
  pink: 'Pink',
}

export type Color = List['color']

/** A task or a list in the trash, with all that went there along with it. */
export type Trashed = {
  kind: 'task' | 'list'
  id: string
  name: string
  version: number
  deletedAt: string
}
