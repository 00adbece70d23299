// Reads the shown view from the api: its start again and again (cheap by ETag), then page by page.
import type { Answer } from '../client/answers.ts'
import type { PageQuery, TaskPage, TasksApi } from '../client/tasks-api.ts'
import { listQuery, type TaskFilter } from './filter.ts'
import { explain, problemSlug } from './problem.ts'
import type { Collision, TaskList } from './task-list.svelte.ts'
import type { Counts } from './task.ts'

/** The first page as the server has read it. */
export type FirstPage = { page: TaskPage; etag: string | null; counts: Counts }

export type View = { filter: TaskFilter; today: string; shown: number }

export type ReaderEvents = {
  unreachable: (retryAfterSeconds: number | null) => void
  reached: () => void
  sessionOver: () => void
  collided: (collision: Collision) => void
}

const pageSize = 50
const largestPage = 200

/** The query for the start of a view, the same from the server as from the browser. */
export function firstQuery(filter: TaskFilter, today: string, limit = pageSize): PageQuery {
  return { ...listQuery(filter, today), limit }
}

export class TaskReader {
  reading = $state<'idle' | 'start' | 'more'>('idle')
  /** Why the view could not be read, in words. */
  error = $state<string | null>(null)
  /** Whether the shown view has been read at least once, so that "nothing here" is known. */
  settled = $state(false)
  readonly #api: TasksApi
  readonly #list: TaskList
  readonly #view: () => View
  readonly #events: ReaderEvents
  #tag: { query: string; etag: string } | null = null
  #latest = 0

  constructor(api: TasksApi, list: TaskList, view: () => View, events: ReaderEvents) {
    this.#api = api
    this.#list = list
    this.#view = view
    this.#events = events
  }

  /** Another view is shown: nothing is known about its end. */
  reset(): void {
    this.settled = false
    this.error = null
    this.#list.nextCursor = null
  }

  /** The view has been read already, by the server. */
  begun(etag: string | null): void {
    this.settled = true
    if (etag !== null) this.#tag = { query: JSON.stringify(this.#query()), etag }
  }

  /** The next read must not be answered by "unchanged". */
  distrust(): void {
    this.#tag = null
  }

  /** @returns whether the server answered */
  async start(): Promise<boolean> {
    const { filter, today } = this.#view()
    const query = this.#query()
    const key = JSON.stringify(query)
    const etag = this.#tag?.query === key ? this.#tag.etag : undefined
    const read = this.#begin('start')
    const [answer] = await Promise.all([this.#api.list(query, etag), this.#readCounts()])
    if (read.overtaken()) return true
    const reached = this.#judge(answer)
    if (answer.ok && answer.value !== null) {
      this.#report(this.#list.replace(answer.value, read.number, filter, today))
      this.#tag = answer.etag === null ? null : { query: key, etag: answer.etag }
    }
    return reached
  }

  async more(): Promise<void> {
    const cursor = this.#list.nextCursor
    if (cursor === null || this.reading !== 'idle') return
    const { filter, today } = this.#view()
    const query: PageQuery = { ...listQuery(filter, today), limit: pageSize, cursor }
    const read = this.#begin('more')
    const answer = await this.#api.list(query)
    if (read.overtaken()) return
    if (
      !answer.ok &&
      answer.why === 'refused' &&
      problemSlug(answer.problem) === 'invalid-cursor'
    ) {
      this.reading = 'idle'
      await this.start()
      return
    }
    this.#judge(answer)
    if (!answer.ok || answer.value === null) return
    this.#report(this.#list.add(answer.value.items))
    this.#list.nextCursor = answer.value.nextCursor
  }

  #query(): PageQuery {
    const { filter, today, shown } = this.#view()
    return firstQuery(filter, today, Math.min(Math.max(shown, pageSize), largestPage))
  }

  async #readCounts(): Promise<void> {
    const unchanged = this.#list.watchWrites()
    const counts = await this.#api.counts()
    // A write under way may or may not be in these numbers; the own ones stay right without them.
    if (counts.ok && unchanged()) this.#list.adoptCounts(counts.value)
  }

  #begin(reading: 'start' | 'more') {
    this.#latest += 1
    const turn = this.#latest
    this.reading = reading
    return { number: this.#list.beginRead(), overtaken: () => turn !== this.#latest }
  }

  #judge(answer: Answer<TaskPage | null>): boolean {
    this.reading = 'idle'
    if (!answer.ok && answer.why === 'unreachable') {
      this.#events.unreachable(answer.retryAfterSeconds)
      return false
    }
    this.#events.reached()
    this.error = null
    if (answer.ok) this.settled = true
    else if (answer.why === 'refused') this.error = explain(answer.problem)
    else this.#events.sessionOver()
    return true
  }

  #report(collisions: Collision[]): void {
    for (const collision of collisions) this.#events.collided(collision)
  }
}
