// The tasks of one page: what is shown, what a person does to it, and what is said about it.
import { Connection, type Delay, delayByTimer } from '../client/connection.svelte.ts'
import { draftOf } from './draft.ts'
import { dayAt, type Viewer } from './due.ts'
import type { TaskFilter } from './filter.ts'
import { collisionNotice, doneNotice, quoted, refusals } from './notices.ts'
import type { Spot } from './spots.ts'
import { explain } from './problem.ts'
import { TakeBack } from './take-back.ts'
import { TaskList, type Collision } from './task-list.svelte.ts'
import { TaskReader } from './task-reader.svelte.ts'
import { TaskRecord, type Edit } from './task-record.svelte.ts'
import type { TaskStoreOptions } from './task-store-options.ts'
import { TaskWriter } from './task-writer.ts'
import { Writes } from './writes.ts'
import { restoreUnsent, type Unsent } from './unsent.ts'
import { bringsMore, patchedFields, sameValue, type Task, type TaskPatch } from './task.ts'

const lingerMs = 700

export class TaskStore {
  filter = $state.raw<TaskFilter>() as TaskFilter
  viewer = $state.raw<Viewer>() as Viewer
  now = $state(0)

  readonly list = new TaskList()
  readonly connection: Connection
  readonly reader: TaskReader
  readonly writer: TaskWriter
  readonly today = $derived(dayAt(this.now, this.viewer.timeZone))
  readonly visible = $derived(this.list.visible(this.filter, this.today))
  readonly #options: TaskStoreOptions
  /** Tasks that are asked for one by one, and not answered yet. */
  readonly #finding = new Map<string, Promise<boolean>>()
  readonly #delay: Delay
  readonly #takeBack: TakeBack
  readonly #writes: Writes

  constructor(options: TaskStoreOptions) {
    this.#options = options
    this.filter = options.filter
    this.viewer = options.viewer
    this.now = options.now
    this.#delay = options.delay ?? delayByTimer
    this.connection = new Connection({ probe: () => this.refresh(), delay: this.#delay })
    const events = {
      unreachable: (seconds: number | null) => {
        this.connection.lost(seconds)
      },
      reached: () => {
        this.connection.found()
      },
      sessionOver: options.sessionOver,
      collided: (collision: Collision) => {
        const useMine = () => void this.edit(collision.record.id, collision.lost)
        options.notify(collisionNotice(collision, useMine))
      },
      changed: (change: number | null) => {
        this.own(change)
      },
      confirmed: (record: TaskRecord, before: Task | null, after: Task | null) => {
        this.list.confirmed(record, before, after)
        if (bringsMore(before, after)) this.#again()
      },
    }
    const view = () => ({
      filter: this.filter,
      today: this.today,
      shown: this.visible.length,
    })
    this.reader = new TaskReader(options.api, this.list, view, events)
    this.writer = new TaskWriter(options.api, {
      ...events,
      whenBack: () => this.connection.whenBack(),
      refused: (record, what, problem) => {
        // What was taken back may not be the newest state: the next read has to bring it.
        this.reader.distrust()
        if (what === 'create') options.returned?.(record.draft.title)
        const text = `${refusals[what]} ${quoted(record)}. ${explain(problem)}`
        options.notify({ text, tone: 'error' })
      },
    })
    this.#writes = new Writes(this.writer)
    this.#takeBack = new TakeBack({
      ...{ api: options.api, reader: this.reader, notify: options.notify },
      ...{ sessionOver: options.sessionOver, confirmed: events.confirmed, changed: events.changed },
      isOnline: () => this.connection.state === 'online',
      write: (record) => this.#writes.run(record),
      linger: (record) => {
        this.#linger(record)
      },
    })
    if (options.first === null) return
    const { page, etag, counts } = options.first
    this.list.adoptCounts(counts)
    this.list.replace(page, this.list.beginRead(), this.filter, this.today)
    this.reader.begun(etag)
  }

  record(id: string): TaskRecord | undefined {
    const record = this.list.records.get(id)
    return record?.removed === true ? undefined : record
  }

  add(title: string, fields: TaskPatch = {}): TaskRecord {
    const record = TaskRecord.drafted(draftOf(title.trim(), fields))
    this.list.records.set(record.id, record)
    void this.#writes.run(record)
    return record
  }

  /** Changes fields of a task at once. @returns how to take that back, or null if it says the same */
  edit(id: string, patch: TaskPatch): (() => void) | null {
    const record = this.record(id)
    if (record === undefined) return null
    const before = record.task
    const edit = record.edit(patch)
    if (edit === null) return null
    const after = record.task
    void this.#writes.run(record)
    const inverse = Object.fromEntries(patchedFields(patch).map((field) => [field, before[field]]))
    return this.#takeBack.rememberEdit(record, edit, () => {
      // Only while it is still as it was changed to here.
      const now = record.task
      const isMine = patchedFields(patch).every((field) => sameValue(now[field], after[field]))
      return isMine && record.edit(inverse) !== null
    })
  }

  /** Puts a task into another place. @param origin where it stands, to put it back */
  place(id: string, spot: Spot, origin: Spot | null): (() => void) | null {
    const record = this.record(id)
    if (record === undefined) return null
    const edit: Edit = { change: null }
    record.move = { ...spot, edit }
    void this.#writes.run(record)
    return this.#takeBack.rememberEdit(record, edit, () => {
      if (origin === null) return false
      record.move = { ...origin, edit: { change: null } }
      return true
    })
  }

  /** The same, and says so. */
  move(id: string, spot: Spot, origin: Spot | null): void {
    const record = this.record(id)
    const undo = this.place(id, spot, origin)
    if (record !== undefined && undo !== null) this.#sayDone(`Moved ${quoted(record)}`, undo)
  }

  complete(id: string, done: boolean): void {
    const record = this.record(id)
    if (record === undefined) return
    this.#linger(record)
    const undo = this.edit(id, { status: done ? 'done' : 'open' })
    if (undo !== null) this.#sayDone(`${done ? 'Completed' : 'Reopened'} ${quoted(record)}`, undo)
  }

  /** Moves a task to the trash. */
  remove(id: string): void {
    const record = this.record(id)
    if (record === undefined) return
    record.removal = 'due'
    void this.#writes.run(record)
    const undo = this.#takeBack.rememberRemoval(record)
    this.#sayDone(`Deleted ${quoted(record)}`, undo)
  }

  toggle(id: string): void {
    const record = this.record(id)
    if (record !== undefined) this.complete(id, record.task.status === 'open')
  }

  /** Takes back the latest change. @returns whether there was one */
  undo(): boolean {
    return this.#takeBack.latest()
  }

  /** Whether a change is one of this page. */
  isOwn(change: number): boolean {
    return this.#writes.hasMade(change)
  }

  /** Something else on this page has made a change. */
  own(change: number | null): void {
    this.#writes.made(change)
  }

  /** Something else that was done on this page and can be undone. @returns undoes it */
  remember(run: () => boolean): () => void {
    return this.#takeBack.remember(run)
  }

  /** Another view: what is known is shown at once, the rest is read. */
  show(filter: TaskFilter): void {
    if (JSON.stringify(filter) === JSON.stringify(this.filter)) return
    this.filter = filter
    this.reader.reset()
    void this.reader.start()
  }

  refresh(): Promise<boolean> {
    return this.reader.start()
  }

  /** Reads one task that the view may not contain. @returns false when there is no such task */
  find(id: string): Promise<boolean> {
    if (this.record(id) !== undefined) return Promise.resolve(true)
    const underWay = this.#finding.get(id) ?? this.#find(id)
    this.#finding.set(id, underWay)
    return underWay
  }

  async #find(id: string): Promise<boolean> {
    const answer = await this.#options.api.get(id)
    this.#finding.delete(id)
    if (answer.ok) this.list.add([answer.value])
    return answer.ok || answer.why !== 'refused'
  }

  /** Reads what stands directly under a task. */
  async readUnder(id: string): Promise<void> {
    const read = this.list.beginRead()
    const answer = await this.#options.api.under(id)
    if (answer.ok) this.list.replaceUnder(id, answer.value, read)
  }

  /** Takes up changes that an earlier page could not send. */
  restore(entries: readonly Unsent[]): void {
    for (const record of restoreUnsent(this.list, entries)) void this.#writes.run(record)
  }

  /** Resolves when all is sent, or when the server cannot be reached. */
  async settle(): Promise<void> {
    if (this.connection.state !== 'online') return
    const settled = this.#writes.settled(this.#takeBack.working)
    await Promise.race([settled, this.connection.whenLost()])
  }

  #again(): void {
    this.reader.distrust()
    void this.reader.start()
  }

  #linger(record: TaskRecord): void {
    record.lingering = true
    this.#delay(() => {
      record.lingering = false
    }, lingerMs)
  }

  #sayDone(text: string, undo: () => void): void {
    this.#options.notify(doneNotice(text, undo))
  }
}
