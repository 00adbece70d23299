// The tasks of one page: what is shown, what a person does to it, and what is said about it.
import { v7 as uuidv7 } from 'uuid'
import { Connection, type Delay, delayByTimer } from '../client/connection.svelte.ts'
import type { TaskPage, TasksApi } from '../client/tasks-api.ts'
import { dayAt, type Viewer } from './due.ts'
import type { TaskFilter } from './filter.ts'
import { explain } from './problem.ts'
import { Removals } from './removals.ts'
import { TaskList, type Collision } from './task-list.svelte.ts'
import { TaskReader } from './task-reader.svelte.ts'
import { TaskRecord } from './task-record.svelte.ts'
import { TaskWriter } from './task-writer.ts'
import { restoreUnsent, type Unsent } from './unsent.ts'
import { UndoStack } from './undo-stack.ts'
import { fieldName, patchedFields } from './task.ts'
import type { Counts, TaskPatch } from './task.ts'

/** Something said to the person, with at most one thing to do about it. */
export type Notice = {
  text: string
  tone: 'info' | 'error'
  action?: { name: string; run: () => void }
}

export type TaskStoreOptions = {
  api: TasksApi
  filter: TaskFilter
  viewer: Viewer
  /** Milliseconds since the epoch. */
  now: number
  /** The first page and the counts, when the server already had them; null when it had not. */
  first: { page: TaskPage; counts: Counts } | null
  notify: (notice: Notice) => void
  sessionOver: () => void
  /** Takes the text of a task that was refused, for the person to correct. */
  returned?: (title: string) => void
  delay?: Delay
}

const lingerMs = 700

const refusals = { create: 'Could not add', update: 'Could not change', remove: 'Could not delete' }

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
  readonly #delay: Delay
  readonly #undos = new UndoStack()
  readonly #writes = new Set<Promise<void>>()
  readonly #removals: Removals

  constructor(options: TaskStoreOptions) {
    this.#options = options
    this.filter = options.filter
    this.viewer = options.viewer
    this.now = options.now
    this.#delay = options.delay ?? delayByTimer
    this.#removals = new Removals(this.#delay, (record) => {
      this.#write(record)
    })
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
        this.#sayCollided(collision)
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
      confirmed: (record, before, after) => {
        this.list.confirmed(record, before, after)
      },
      refused: (record, what, problem) => {
        // What was taken back may not be the newest state: the next read has to bring it.
        this.reader.distrust()
        if (what === 'create') options.returned?.(record.draft.title)
        this.#say(`${refusals[what]} “${shorten(record)}”. ${explain(problem)}`, 'error')
      },
    })
    if (options.first === null) return
    this.list.adoptCounts(options.first.counts)
    this.list.replace(options.first.page, this.list.beginRead(), this.filter, this.today)
    this.reader.settled = true
  }

  record(id: string): TaskRecord | undefined {
    const record = this.list.records.get(id)
    return record?.removed === true ? undefined : record
  }

  add(title: string, fields: Pick<TaskPatch, 'priority' | 'due'> = {}): TaskRecord {
    const at = new Date().toISOString()
    const record = TaskRecord.drafted({
      id: uuidv7(),
      title: title.trim(),
      notes: '',
      priority: 'none',
      status: 'open',
      due: null,
      completedAt: null,
      position: '',
      createdAt: at,
      updatedAt: at,
      version: 0,
      ...fields,
    })
    this.list.records.set(record.id, record)
    this.#write(record)
    return record
  }

  /** Changes fields of a task at once. @returns how to take that back, or null if it says the same */
  edit(id: string, patch: TaskPatch): (() => void) | null {
    const record = this.record(id)
    if (record === undefined) return null
    const before = record.task
    if (!record.edit(patch)) return null
    this.#write(record)
    const inverse = Object.fromEntries(patchedFields(patch).map((field) => [field, before[field]]))
    return this.#undos.push(() => {
      if (record.removed || !record.edit(inverse)) return false
      this.#linger(record)
      this.#write(record)
      return true
    })
  }

  complete(id: string, done: boolean): void {
    const record = this.record(id)
    if (record === undefined) return
    this.#linger(record)
    const undo = this.edit(id, { status: done ? 'done' : 'open' })
    if (undo !== null)
      this.#say(`${done ? 'Completed' : 'Reopened'} “${shorten(record)}”`, 'info', undo)
  }

  /** Hides a task at once; the api is told when the time to undo is over. */
  remove(id: string): void {
    const record = this.record(id)
    if (record === undefined) return
    const undo = this.#undos.push(this.#removals.start(record))
    this.#say(`Deleted “${shorten(record)}”`, 'info', undo)
  }

  toggle(id: string): void {
    const record = this.record(id)
    if (record !== undefined) this.complete(id, record.task.status === 'open')
  }

  /** Takes back the latest change. @returns whether there was one */
  undo(): boolean {
    return this.#undos.pop()
  }

  /** Sends the deletions that still wait for an undo: the page is being left. */
  flush(): void {
    this.#removals.flush()
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
  async find(id: string): Promise<boolean> {
    if (this.record(id) !== undefined) return true
    const answer = await this.#options.api.get(id)
    if (answer.ok) this.list.add([answer.value])
    return answer.ok || answer.why !== 'refused'
  }

  /** Takes up changes that an earlier page could not send. */
  restore(entries: readonly Unsent[]): void {
    for (const record of restoreUnsent(this.list, entries)) this.#write(record)
  }

  /** Sends what waits and resolves when it is there, or when the server cannot be reached. */
  async settle(): Promise<void> {
    this.flush()
    if (this.connection.state !== 'online') return
    await Promise.race([Promise.all(this.#writes), this.connection.whenLost()])
  }

  #write(record: TaskRecord): void {
    const write = this.writer.run(record).finally(() => this.#writes.delete(write))
    this.#writes.add(write)
  }

  #linger(record: TaskRecord): void {
    record.lingering = true
    this.#delay(() => {
      record.lingering = false
    }, lingerMs)
  }

  #sayCollided({ record, lost }: Collision): void {
    const names = patchedFields(lost).map(fieldName)
    const verb = names.length === 1 ? 'was' : 'were'
    const what = `The ${names.join(' and ')} of “${shorten(record)}” ${verb} changed in another place`
    this.#options.notify({
      text: `${what}. That is shown now.`,
      tone: 'error',
      action: { name: 'Use mine', run: () => this.edit(record.id, lost) },
    })
  }

  #say(text: string, tone: Notice['tone'], undo?: () => void): void {
    const action = undo === undefined ? {} : { action: { name: 'Undo', run: undo } }
    this.#options.notify({ text, tone, ...action })
  }
}

function shorten(record: TaskRecord): string {
  const { title } = record.task
  return title.length > 60 ? `${title.slice(0, 57)}…` : title
}
