// What is being named: lists, labels and sections, new or known.
import type { Shelf } from '#lib/tasks/shelf.svelte.ts'
import type { Color, Label, List, Section } from '#lib/tasks/model.ts'

export type Naming = {
  title: string
  name: string
  /** The longest name, in characters. */
  limit: number
  /** Null for what has none. */
  color: Color | null
  save: (input: { name: string; color: Color }) => void
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
    this.current = {
      title: known === undefined ? 'New list' : 'Change list',
      ...{ name: known?.name ?? '', limit: 200 },
      color: known?.color ?? 'blue',
      save: (input) =>
        void (known === undefined ? this.#addList(input) : this.#change(known, input)),
    }
  }

  label(known?: Label, made?: (label: Label) => void): void {
    const { labels } = this.#shelf
    this.current = {
      title: known === undefined ? 'New label' : 'Change label',
      ...{ name: known?.name ?? '', limit: 100 },
      color: known?.color ?? 'gray',
      save: (input) =>
        void (known === undefined ? this.#addLabel(input, made) : labels.change(known, input)),
    }
  }

  section(listId: string, known?: Section): void {
    const { sections } = this.#shelf
    this.current = {
      title: known === undefined ? 'New section' : 'Rename section',
      ...{ name: known?.name ?? '', limit: 200 },
      color: null,
      save: ({ name }) =>
        void (known === undefined
          ? sections.add({ listId, name })
          : sections.change(known, { name })),
    }
  }

  async #addList(input: { name: string; color: Color }): Promise<void> {
    const list = await this.#shelf.lists.add(input)
    if (list !== null) this.#show(list)
  }

  async #addLabel(
    input: { name: string; color: Color },
    made?: (label: Label) => void,
  ): Promise<void> {
    const label = await this.#shelf.labels.add(input)
    if (label !== null) made?.(label)
  }

  async #change(list: List, input: { name: string; color: Color }): Promise<void> {
    await this.#shelf.lists.change(list, input)
  }
}
