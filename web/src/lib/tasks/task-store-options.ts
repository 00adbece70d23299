// What a page gives to its tasks.
import type { Delay } from '../client/connection.svelte.ts'
import type { TasksApi } from '../client/tasks-api.ts'
import type { Viewer } from './due.ts'
import type { TaskFilter } from './filter.ts'
import type { Notify } from './notices.ts'
import type { FirstPage } from './task-reader.svelte.ts'

export type TaskStoreOptions = {
  api: TasksApi
  filter: TaskFilter
  viewer: Viewer
  /** Milliseconds since the epoch. */
  now: number
  /** The first page and the counts, when the server already had them; null when it had not. */
  first: FirstPage | null
  notify: Notify
  sessionOver: () => void
  /** Takes the text of a task that was refused, for the person to correct. */
  returned?: (title: string) => void
  delay?: Delay
}
