// What a person has deleted and can still bring back.
import type { Failure } from '../client/answers.ts'
import type { TrashApi } from '../client/trash-api.ts'
import type { Trashed } from './model.ts'
import type { Notify } from './notices.ts'
import { explain } from './problem.ts'

export type TrashOptions = {
  api: TrashApi
  notify: Notify
  sessionOver: () => void
  /** Something is back where it was. */
  restored: () => void
}

export class Trash {
  items = $state.raw<readonly Trashed[]>([])
  /** How many there are in all. */
  total = $state(0)
  /** For how many days what is deleted rests here. */
  keptDays = $state(0)
  /** Whether it has been read, so that "nothing here" is known. */
  settled = $state(false)
  readonly #options: TrashOptions

  constructor(options: TrashOptions) {
    this.#options = options
  }

  async read(): Promise<void> {
    const answer = await this.#options.api.read()
    if (!answer.ok) {
      this.#say(answer)
      return
    }
    this.items = answer.value.items
    this.total = answer.value.total
    this.keptDays = answer.value.keptDays
    this.settled = true
  }

  async restore(what: Trashed): Promise<void> {
    this.#drop(what)
    const answer = await this.#options.api.restore(what)
    if (!answer.ok) this.#say(answer)
    else {
      this.#options.restored()
      this.#options.notify({ text: `Restored “${what.name}”`, tone: 'info' })
    }
    await this.read()
  }

  async purge(what: Trashed): Promise<void> {
    this.#drop(what)
    const answer = await this.#options.api.purge(what)
    if (!answer.ok) this.#say(answer)
    await this.read()
  }

  async empty(): Promise<void> {
    const answer = await this.#options.api.empty()
    if (!answer.ok) this.#say(answer)
    await this.read()
  }

  #drop(what: Trashed): void {
    this.items = this.items.filter(({ id }) => id !== what.id)
  }

  #say(failure: Failure): void {
    if (failure.why === 'session-over') {
      this.#options.sessionOver()
      return
    }
    const text =
      failure.why === 'refused' ? explain(failure.problem) : 'The server cannot be reached.'
    this.#options.notify({ text, tone: 'error' })
  }
}
