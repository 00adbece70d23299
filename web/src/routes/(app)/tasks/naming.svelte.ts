// What is being named: lists, labels and sections, new or known.
import type { Shelf } from '#lib/tasks/shelf.svelte.ts'
import type { Color, Label, List, Section } from '#lib/tasks/model.ts'

export type Named = { name: string; color: Color }

export type Naming = {
  title: string
  name: string
  /** The longest name, in characters. */
  limit: number
  /** Null for what has none. */
  color: Color | null
  /** @returns whether it is saved; if not, that has been said */
  save: (input: Named) => Promise<boolean>
}

/** One at a time; the page shows a dialog while there is one. */
export class Namings {
  current = $state.raw<Naming | null>(null)
  readonly #shelf: Shelf
  /** Goes to a list that has just been made. */
  readonly #show: (list: List) => void

  constructor(shelf: Shelf, show: (list: List) => void) {
    this.#shelf = shelf
    this.#show = show
  }

  list(known?: List): void {
    const { lists } = this.#shelf
    this.current = {
      title: known === undefined ? 'New list' : 'Change list',
      ...{ name: known?.name ?? '', limit: 200 },
      color: known?.color ?? 'blue',
      save: (input) =>
        known === undefined ? made(lists.add(input), this.#show) : lists.change(known, input),
    }
  }

  label(known?: Label, show?: (label: Label) => void): void {
    const { labels } = this.#shelf
    this.current = {
      title: known === undefined ? 'New label' : 'Change label',
      ...{ name: known?.name ?? '', limit: 100 },
      color: known?.color ?? 'gray',
      save: (input) =>
        known === undefined ? made(labels.add(input), show) : labels.change(known, input),
    }
  }

  section(listId: string, known?: Section): void {
    const { sections } = this.#shelf
    this.current = {
      title: known === undefined ? 'New section' : 'Rename section',
      ...{ name: known?.name ?? '', limit: 200 },
      color: null,
      save: ({ name }) =>
        known === undefined
          ? made(sections.add({ listId, name }))
          : sections.change(known, { name }),
    }
  }
}

async function made<Row>(making: Promise<Row | null>, show?: (row: Row) => void): Promise<boolean> {
  const row = await making
  if (row !== null) show?.(row)
  return row !== null
}
