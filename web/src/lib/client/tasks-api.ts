// The task operations as the app needs them: every outcome is a value, nothing throws.
import type { HoldfastClient } from '@holdfast/contracts/client'
import type { ListQuery } from '../tasks/filter.ts'
import type { Problem } from '../tasks/problem.ts'
import type { Counts, Task, TaskPatch } from '../tasks/task.ts'
import { SessionOverError } from './token-store.ts'

/** Why there is no value: refused for a reason, nobody answered, or the session has ended. */
export type Failure =
  | { ok: false; why: 'refused'; problem: Problem }
  | { ok: false; why: 'unreachable'; retryAfterSeconds: number | null }
  | { ok: false; why: 'session-over' }

export type Answer<T> = { ok: true; value: T; etag: string | null } | Failure

export type TaskPage = { items: Task[]; nextCursor: string | null }

export type NewTask = Pick<Task, 'id' | 'title'> & TaskPatch

export type WriteOptions = {
  /** The version the change is based on; the api answers 412 when there is a newer one. */
  version?: number | undefined
  /** Lets the request outlive the page. Browsers allow this for small bodies only. */
  keepalive?: boolean
}

export type PageQuery = ListQuery & { limit?: number; cursor?: string }

export type TasksApi = {
  /** `value` is null when the list is still what `etag` names. */
  list(query: PageQuery, etag?: string): Promise<Answer<TaskPage | null>>
  get(id: string): Promise<Answer<Task>>
  create(task: NewTask, options?: WriteOptions): Promise<Answer<Task>>
  update(id: string, patch: TaskPatch, options: WriteOptions): Promise<Answer<Task>>
  remove(id: string, options: WriteOptions): Promise<Answer<null>>
  counts(): Promise<Answer<Counts>>
}

export function createTasksApi(client: HoldfastClient): TasksApi {
  return {
    list: (query, etag) =>
      answer(
        client.GET('/v1/tasks', {
          params: { query },
          ...(etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
        }),
        (page) => page ?? null,
      ),
    get: (id) =>
      answer(client.GET('/v1/tasks/{taskId}', { params: { path: { taskId: id } } }), must),
    create: (body, options = {}) =>
      answer(client.POST('/v1/tasks', { body, ...sending(options) }), must),
    update: (id, body, options) =>
      answer(
        client.PATCH('/v1/tasks/{taskId}', {
          params: { path: { taskId: id } },
          body,
          ...sending(options),
        }),
        must,
      ),
    remove: (id, options) =>
      answer(
        client.DELETE('/v1/tasks/{taskId}', {
          params: { path: { taskId: id } },
          ...sending(options),
        }),
        () => null,
      ),
    counts: () => answer(client.GET('/v1/me'), (me) => must(me).tasks),
  }
}

function sending({ version, keepalive = false }: WriteOptions) {
  return {
    keepalive,
    ...(version === undefined ? {} : { headers: { 'if-match': `"${String(version)}"` } }),
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('The api answered without a body.')
  return value
}

/** Statuses that say "not now" rather than "no". */
const notNow = new Set([408, 429, 502, 503, 504])

async function answer<Data, T>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
  toValue: (data: Data | undefined) => T,
): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call
    if (response.ok || response.status === 304) {
      return { ok: true, value: toValue(data), etag: response.headers.get('etag') }
    }
    if (notNow.has(response.status)) {
      return { ok: false, why: 'unreachable', retryAfterSeconds: retryAfter(response) }
    }
    return { ok: false, why: 'refused', problem: asProblem(error, response.status) }
  } catch (error) {
    // A dead network is a TypeError, a cut answer a SyntaxError, a missing token an error of ours.
    if (error instanceof SessionOverError) return { ok: false, why: 'session-over' }
    return { ok: false, why: 'unreachable', retryAfterSeconds: null }
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : null
}

function asProblem(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'type' in body && 'title' in body) {
    return body as Problem
  }
  return { type: 'about:blank', title: 'The server could not do this', status }
}
