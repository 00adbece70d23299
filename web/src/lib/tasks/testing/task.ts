// Tasks and an api in memory for the tests of this folder.
import type { Answer, TasksApi } from '../../client/tasks-api.ts'
import type { Problem } from '../problem.ts'
import type { Task } from '../task.ts'

export function makeTask(fields: Partial<Task> = {}): Task {
  return {
    id: 'one',
    title: 'Buy milk',
    notes: '',
    priority: 'none',
    status: 'open',
    completedAt: null,
    due: null,
    position: 'a0',
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:00.000Z',
    version: 1,
    ...fields,
  }
}

type Call = { name: keyof TasksApi; id: string; body: unknown; version: number | undefined }

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value, etag: null }
}

export function refused(slug: string, status: number, rest: Partial<Problem> = {}): Answer<never> {
  const problem = { type: `/docs/problems#${slug}`, title: slug, status, ...rest }
  return { ok: false, why: 'refused', problem }
}

export const unreachable: Answer<never> = { ok: false, why: 'unreachable', retryAfterSeconds: null }

/** Keeps tasks like the api does; `next` replaces the answer to the next call of a name. */
export function fakeApi(tasks: Task[]) {
  const kept = new Map(tasks.map((task) => [task.id, task]))
  const calls: Call[] = []
  const next = new Map<string, Answer<never>[]>()
  let seq = Math.max(0, ...tasks.map(({ version }) => version))

  function change(id: string, fields: Partial<Task>): Task {
    const task = kept.get(id)
    if (task === undefined) throw new Error(`No task ${id}.`)
    seq += 1
    const changed = { ...task, ...fields, version: seq }
    kept.set(id, changed)
    return changed
  }

  function answer<T>(call: Call, work: () => Answer<T>): Promise<Answer<T>> {
    calls.push(call)
    const planned = next.get(call.name)?.shift()
    if (planned !== undefined) return Promise.resolve(planned)
    const current = kept.get(call.id)
    if (call.version !== undefined && current !== undefined && current.version !== call.version) {
      return Promise.resolve(refused('precondition-failed', 412, { current }))
    }
    return Promise.resolve(work())
  }

  const api: TasksApi = {
    list: () =>
      answer({ name: 'list', id: '', body: null, version: undefined }, () =>
        ok({ items: [...kept.values()], nextCursor: null }),
      ),
    get: (id) =>
      answer({ name: 'get', id, body: null, version: undefined }, () => {
        const task = kept.get(id)
        return task === undefined ? refused('not-found', 404) : ok(task)
      }),
    create: (body) =>
      answer({ name: 'create', id: body.id, body, version: undefined }, () => {
        if (kept.has(body.id)) return refused('id-conflict', 409)
        kept.set(body.id, makeTask(body))
        return ok(change(body.id, {}))
      }),
    update: (id, body, { version }) =>
      answer({ name: 'update', id, body, version }, () => ok(change(id, body))),
    remove: (id, { version }) =>
      answer({ name: 'remove', id, body: null, version }, () =>
        kept.delete(id) ? ok(null) : refused('not-found', 404),
      ),
    counts: () =>
      answer({ name: 'counts', id: '', body: null, version: undefined }, () => {
        const done = [...kept.values()].filter(({ status }) => status === 'done').length
        return ok({ open: kept.size - done, done, total: kept.size })
      }),
  }
  const plan = (name: keyof TasksApi, ...answers: Answer<never>[]) => next.set(name, answers)
  return { api, kept, calls, change, plan }
}
