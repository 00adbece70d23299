// Everything one person's task page works with, wired: the tasks, where they are kept, the trash,
// and what keeps them in step with other places.
import type { ApiConnection } from '#lib/client/connect.ts'
import { followChanges } from '#lib/client/change-stream.ts'
import { openLive } from '#lib/client/live.ts'
import { CatchUp } from '#lib/tasks/catch-up.ts'
import { changeIn } from '#lib/tasks/latest-change.ts'
import type { List } from '#lib/tasks/model.ts'
import { Shelf, type ShelfRows } from '#lib/tasks/shelf.svelte.ts'
import type { TaskStoreOptions } from '#lib/tasks/task-store-options.ts'
import { TaskStore } from '#lib/tasks/task-store.svelte.ts'
import { Trash } from '#lib/tasks/trash.svelte.ts'
import { Namings } from './naming.svelte.ts'

export type WorkspaceOptions = Omit<TaskStoreOptions, 'api'> & {
  connection: ApiConnection
  userId: string
  origin: string
  shelf: ShelfRows | null
  /** Goes to a list that was just made. */
  show: (list: List) => void
  /** The task whose details are open. */
  openTask: () => string | null
}

export class Workspace {
  readonly store: TaskStore
  readonly shelf: Shelf
  readonly trash: Trash
  readonly namings: Namings
  readonly #options: WorkspaceOptions

  constructor(options: WorkspaceOptions) {
    this.#options = options
    const { connection, notify, sessionOver } = options
    this.store = new TaskStore({ ...options, api: connection.api })
    const again = () => {
      this.store.reader.distrust()
      void this.store.refresh()
    }
    this.shelf = new Shelf({
      ...{ api: connection.shelfApi, first: options.shelf, notify, sessionOver },
      tasksChanged: again,
      changed: (change) => {
        this.store.own(change)
      },
      remember: (run) => this.store.remember(run),
    })
    this.trash = new Trash({
      ...{ api: connection.trashApi, notify, sessionOver },
      restored: () => {
        again()
        void this.shelf.read()
      },
    })
    this.namings = new Namings(this.shelf, options.show)
  }

  /** Reads everything that is shown again. */
  async refresh(): Promise<void> {
    const open = this.#options.openTask()
    await Promise.all([
      this.store.refresh(),
      this.shelf.read(),
      this.store.filter.view === 'trash' ? this.trash.read() : null,
      open === null ? null : this.store.readUnder(open),
    ])
  }

  /** Follows what is changed in other places. @returns ends it */
  follow(): () => void {
    const { connection, userId, origin, first } = this.#options
    const { store } = this
    const catchUp = new CatchUp({
      read: () => this.refresh(),
      settle: () => store.settle(),
      isOwn: (change) => store.isOwn(change),
      seen: changeIn(first?.etag ?? null),
    })
    return openLive({
      userId,
      follow: (heard, signal) =>
        followChanges({
          ...{ tokens: connection.tokens, heard, signal, url: `${origin}/v1/events` },
          fetch: (url, init) => fetch(url, init),
        }),
      changed: (change) => {
        // Who turns to the page again gets everything anew.
        if (document.visibilityState === 'visible') void catchUp.changed(change)
      },
    })
  }
}
