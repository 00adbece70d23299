// Where tasks are kept: the lists of a person with their sections, and the labels.
import type { Failure } from '../client/answers.ts'
import type { LabelInput, ListInput, SectionInput, ShelfApi } from '../client/shelf-api.ts'
import type { Label, List, Section } from './model.ts'
import { doneNotice, type Notify } from './notices.ts'
import { explain } from './problem.ts'
import { Rows } from './rows.svelte.ts'

export type ShelfRows = { lists: List[]; labels: Label[]; sections: Section[] }

export type ShelfOptions = {
  api: ShelfApi
  /** As the server has read them; null when it could not. */
  first: ShelfRows | null
  notify: Notify
  sessionOver: () => void
  /** A change was made here. */
  changed: (change: number | null) => void
  /** Tasks were changed along with what they stand in. */
  tasksChanged: () => void
  /** Makes something that can be undone by key, too. @returns undoes it */
  remember: (run: () => boolean) => () => void
}

export class Shelf {
  readonly lists: Rows<List, ListInput>
  readonly labels: Rows<Label, LabelInput>
  readonly sections: Rows<Section, SectionInput>
  readonly #options: ShelfOptions
  /** The latest change, and how to undo it. */
  #undo: (() => void) | null = null

  constructor(options: ShelfOptions) {
    this.#options = options
    const { api, first } = options
    const events = {
      failed: (failure: Failure) => {
        this.#say(failure)
      },
      changed: (change: number | null) => {
        this.#remember(change)
      },
    }
    const { lists = [], labels = [], sections = [] } = first ?? {}
    this.lists = new Rows({ ...events, api: api.lists, compare: byPosition, first: lists })
    this.sections = new Rows({ ...events, api: api.sections, compare: byPosition, first: sections })
    this.labels = new Rows({ ...events, api: api.labels, compare: byName, first: labels })
  }

  async read(): Promise<void> {
    await Promise.all([this.lists.read(), this.labels.read(), this.sections.read()])
  }

  sectionsOf(listId: string | null): readonly Section[] {
    return this.sections.all.filter((section) => section.listId === listId)
  }

  labelsOf(labelIds: readonly string[]): readonly Label[] {
    return this.labels.all.filter(({ id }) => labelIds.includes(id))
  }

  /** Moves a list and what stands in it to the trash. */
  async removeList(list: List): Promise<void> {
    if (await this.lists.remove(list)) this.#sayDeleted(`the list “${list.name}” with its tasks`)
  }

  /** Takes a label off its tasks and away. */
  async removeLabel(label: Label): Promise<void> {
    if (await this.labels.remove(label)) this.#sayDeleted(`the label “${label.name}”`)
  }

  /** The tasks of a section stay in its list. */
  async removeSection(section: Section): Promise<void> {
    if (await this.sections.remove(section)) this.#sayDeleted(`the section “${section.name}”`)
  }

  async archive(list: List, archived: boolean): Promise<void> {
    if (!(await this.lists.change(list, { archived }))) return
    const what = archived ? 'Archived' : 'Brought back'
    this.#options.notify(doneNotice(`${what} the list “${list.name}”`, this.#undo))
  }

  #sayDeleted(what: string): void {
    this.#options.tasksChanged()
    this.#options.notify(doneNotice(`Deleted ${what}`, this.#undo))
  }

  #remember(change: number | null): void {
    this.#options.changed(change)
    this.#undo = null
    if (change === null) return
    this.#undo = this.#options.remember(() => {
      void this.#takeBack(change)
      return true
    })
  }

  async #takeBack(change: number): Promise<void> {
    const answer = await this.#options.api.undo(change)
    if (!answer.ok) {
      this.#say(answer)
      return
    }
    this.#options.changed(answer.change)
    this.#options.tasksChanged()
    await this.read()
  }

  #say(failure: Failure): void {
    if (failure.why === 'session-over') {
      this.#options.sessionOver()
      return
    }
    const text =
      failure.why === 'refused'
        ? explain(failure.problem)
        : 'The server cannot be reached. Nothing was changed.'
    this.#options.notify({ text, tone: 'error' })
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name)
}

type Placed = { position: string; id: string }

function byPosition(a: Placed, b: Placed): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1
  return a.id < b.id ? -1 : 1
}
