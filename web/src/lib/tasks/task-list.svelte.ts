// The tasks a page has read, page by page, and how a newer reading is merged into them.
import { SvelteMap } from 'svelte/reactivity'
import type { TaskPage } from '../client/tasks-api.ts'
import { compareTasks, matches, type TaskFilter } from './filter.ts'
import { TaskRecord } from './task-record.svelte.ts'
import { deepest, type Counts, type Task, type TaskPatch } from './task.ts'

/** Edits of a task given up because the same fields were changed in another place. */
export type Collision = { record: TaskRecord; lost: TaskPatch }

const byHand = compareTasks('manual')

export class TaskList {
  readonly records = new SvelteMap<string, TaskRecord>()
  nextCursor = $state<string | null>(null)
  /** How many tasks the api has, by its own word and the writes it has answered since. */
  confirmedCounts = $state.raw<Counts>({ open: 0, done: 0, total: 0 })
  /** False until the api has said how many there are. */
  counted = $state(false)
  #reads = 0
  #confirmations = 0

  /** The counts with the changes of this page that are not confirmed yet. */
  readonly counts: Counts = $derived.by(() => {
    const counts = { ...this.confirmedCounts }
    for (const record of this.records.values()) {
      count(counts, record.server, -1)
      if (!record.removed) count(counts, record.task, 1)
      else if (record.removal === 'done') count(counts, record.server, 1)
    }
    return counts
  })

  /** How many tasks have something that still has to reach the api. */
  get unsentCount(): number {
    return [...this.records.values()].filter((record) => record.unsent && record.removal !== 'done')
      .length
  }

  adoptCounts(counts: Counts): void {
    this.confirmedCounts = counts
    this.counted = true
  }

  /** @returns tells whether no write was under way since */
  watchWrites(): () => boolean {
    const before = this.#confirmations
    const quiet = () => ![...this.records.values()].some((record) => record.running)
    const wasQuiet = quiet()
    return () => wasQuiet && before === this.#confirmations && quiet()
  }

  beginRead(): number {
    this.#reads += 1
    return this.#reads
  }

  visible(filter: TaskFilter, today: string): TaskRecord[] {
    const compare = compareTasks(filter.sort)
    return [...this.records.values()]
      .filter((record) => !this.#isGone(record))
      .filter((record) => record.lingering || matches(record.task, filter, today))
      .sort((a, b) => compare(a.task, b.task))
  }

  /** All that stands under a task, in its order. */
  under(id: string): TaskRecord[] {
    return [...this.records.values()]
      .filter((record) => !this.#isGone(record) && this.#ancestors(record).includes(id))
      .sort((a, b) => byHand(a.task, b.task))
  }

  /** What stood under a task was read. */
  replaceUnder(parentId: string, tasks: readonly Task[], read: number): Collision[] {
    const present = new Set(tasks.map(({ id }) => id))
    for (const record of [...this.records.values()]) {
      const { task, id, unsent, removed, confirmedIn } = record
      if (task.parentId !== parentId || present.has(id) || unsent || removed) continue
      if (confirmedIn < read) this.records.delete(id)
    }
    return this.add(tasks)
  }

  #ancestors(record: TaskRecord): string[] {
    const ids: string[] = []
    let { parentId } = record.task
    while (parentId !== null && ids.length < deepest) {
      ids.push(parentId)
      parentId = this.records.get(parentId)?.task.parentId ?? null
    }
    return ids
  }

  /** With a task goes what stands under it. */
  #isGone(record: TaskRecord): boolean {
    return (
      record.removed || this.#ancestors(record).some((id) => this.records.get(id)?.removed === true)
    )
  }

  /** The api answered a write: keeps the counts in step without asking for them. */
  confirmed(record: TaskRecord, before: Task | null, after: Task | null): void {
    this.#confirmations += 1
    record.confirmedIn = this.#reads + 1
    const counts = { ...this.confirmedCounts }
    count(counts, before, -1)
    count(counts, after, 1)
    this.confirmedCounts = counts
  }

  /** @returns the edits that were given up because they collided with what came */
  add(tasks: readonly Task[]): Collision[] {
    const collisions: Collision[] = []
    for (const task of tasks) {
      const record = this.records.get(task.id)
      if (record === undefined) this.records.set(task.id, TaskRecord.saved(task))
      else if (record.removal === 'done') revive(record, task)
      else if (Object.keys(record.sending).length === 0) {
        const newer = record.server === null || task.version > record.server.version
        const lost = newer ? record.rebase(task) : {}
        if (Object.keys(lost).length > 0) collisions.push({ record, lost })
      }
    }
    return collisions
  }

  /**
   * A view was read again from its start: what should be in that part and is not has been deleted
   * or changed in another place, and leaves.
   */
  replace(page: TaskPage, read: number, filter: TaskFilter, today: string): Collision[] {
    const collisions = this.add(page.items)
    const present = new Set(page.items.map((task) => task.id))
    const last = page.items.at(-1)
    const compare = compareTasks(filter.sort)
    for (const record of [...this.records.values()]) {
      if (present.has(record.id) || record.unsent || record.removed) continue
      if (record.confirmedIn >= read || !matches(record.task, filter, today)) continue
      const covered = page.nextCursor === null || (last && compare(record.task, last) < 0)
      if (covered) this.records.delete(record.id)
    }
    this.nextCursor = page.nextCursor
    return collisions
  }
}

/** What was deleted here has been brought back in another place. */
function revive(record: TaskRecord, task: Task): void {
  if (record.server === null || task.version <= record.server.version) return
  record.server = task
  record.removal = 'none'
}

function count(counts: Counts, task: Task | null, by: 1 | -1): void {
  if (task === null) return
  counts[task.status] += by
  counts.total += by
}
