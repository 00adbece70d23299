// Lists, sections or labels of one person: few enough to be read whole, changed one at a time.
import type { Answer, Failure } from '../client/answers.ts'
import type { RowsApi } from '../client/shelf-api.ts'

type Kept = { id: string; version: number }

export type RowsOptions<Row extends Kept, Input> = {
  api: RowsApi<Row, Input>
  compare: (a: Row, b: Row) => number
  /** Says why something could not be done. */
  failed: (failure: Failure) => void
  /** A write has made this change. */
  changed: (change: number | null) => void
  first: readonly Row[]
}

export class Rows<Row extends Kept, Input> {
  all = $state.raw<readonly Row[]>([])
  readonly #options: RowsOptions<Row, Input>
  /** Counts reads and writes: a read that a write has overtaken is not taken over. */
  #turn = 0

  constructor(options: RowsOptions<Row, Input>) {
    this.#options = options
    this.#keep(options.first)
  }

  find(id: string | null): Row | undefined {
    return this.all.find((row) => row.id === id)
  }

  async read(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const answer = await this.#options.api.all()
    if (answer.ok && turn === this.#turn) this.#keep(answer.value)
  }

  /** @returns the new one, or null when it was refused and that has been said */
  async add(input: Input): Promise<Row | null> {
    const answer = await this.#options.api.create(input)
    return this.#take(answer) ? answer.value : null
  }

  /** Changed at once, and back again if it is refused. */
  async change(row: Row, patch: Partial<Input>): Promise<boolean> {
    this.#put({ ...row, ...patch })
    const answer = await this.#options.api.update(row, patch)
    if (!answer.ok) this.#put(row)
    return this.#take(answer)
  }

  /** @returns whether it is gone */
  async remove(row: Row): Promise<boolean> {
    this.#keep(this.all.filter(({ id }) => id !== row.id))
    const answer = await this.#options.api.remove(row)
    this.#turn += 1
    if (!answer.ok) {
      this.#put(row)
      this.#fail(answer)
      return false
    }
    this.#options.changed(answer.change)
    return true
  }

  #take(answer: Answer<Row>): answer is Extract<Answer<Row>, { ok: true }> {
    this.#turn += 1
    if (!answer.ok) {
      this.#fail(answer)
      return false
    }
    this.#put(answer.value)
    this.#options.changed(answer.change)
    return true
  }

  #fail(failure: Failure): void {
    this.#options.failed(failure)
    // It was refused because it is another one by now, or gone.
    if (failure.why === 'refused' && [404, 412].includes(failure.problem.status)) void this.read()
  }

  #put(row: Row): void {
    this.#keep([...this.all.filter(({ id }) => id !== row.id), row])
  }

  #keep(rows: readonly Row[]): void {
    this.all = [...rows].sort(this.#options.compare)
  }
}
