// The task operations as the app needs them.
import type { HoldfastClient } from '@holdfast/contracts/client'
import type { ListQuery } from '../tasks/filter.ts'
import type { Target } from '../tasks/task-record.svelte.ts'
import type { Counts, Task, TaskPatch } from '../tasks/task.ts'
import { answer, must, sending, type Answer, type WriteOptions } from './answers.ts'

export type TaskPage = { items: Task[]; nextCursor: string | null }

export type NewTask = Pick<Task, 'id' | 'title'> & TaskPatch

export type PageQuery = ListQuery & { limit?: number; cursor?: string }

export type TasksApi = {
  /** `value` is null when the list is still what `etag` names. */
  list(query: PageQuery, etag?: string): Promise<Answer<TaskPage | null>>
  get(id: string): Promise<Answer<Task>>
  /** What stands directly under a task. */
  under(parentId: string): Promise<Answer<Task[]>>
  create(task: NewTask, options?: WriteOptions): Promise<Answer<Task>>
  update(id: string, patch: TaskPatch, options: WriteOptions): Promise<Answer<Task>>
  move(id: string, target: Target, options: WriteOptions): Promise<Answer<Task>>
  /** To the trash. */
  remove(id: string, options: WriteOptions): Promise<Answer<null>>
  /** From the trash. */
  restore(id: string): Promise<Answer<Task>>
  /** Takes one change back. */
  undo(change: number): Promise<Answer<null>>
  counts(): Promise<Answer<Counts>>
}

const mostUnder = 200

export function createTasksApi(client: HoldfastClient): TasksApi {
  const path = (taskId: string) => ({ path: { taskId } })
  return {
    list: (query, etag) =>
      answer(
        client.GET('/v1/tasks', {
          params: { query },
          ...(etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
        }),
        (page) => page ?? null,
      ),
    get: (id) => answer(client.GET('/v1/tasks/{taskId}', { params: path(id) }), must),
    under: (parentId) =>
      answer(
        client.GET('/v1/tasks', {
          params: { query: { parentId, sort: 'position', order: 'asc', limit: mostUnder } },
        }),
        (page) => must(page).items,
      ),
    create: (body, options = {}) =>
      answer(client.POST('/v1/tasks', { body, ...sending(options) }), must),
    update: (id, body, options) =>
      answer(
        client.PATCH('/v1/tasks/{taskId}', { params: path(id), body, ...sending(options) }),
        must,
      ),
    move: (id, body, options) =>
      answer(
        client.POST('/v1/tasks/{taskId}/move', { params: path(id), body, ...sending(options) }),
        must,
      ),
    remove: (id, options) =>
      answer(
        client.DELETE('/v1/tasks/{taskId}', { params: path(id), ...sending(options) }),
        () => null,
      ),
    restore: (id) =>
      answer(client.POST('/v1/trash/tasks/{taskId}/restore', { params: path(id) }), must),
    undo: (change) => answer(client.POST('/v1/undo', { body: { change } }), () => null),
    counts: () => answer(client.GET('/v1/me'), (me) => must(me).tasks),
  }
}
