// Tasks and an api in memory for the tests of this folder.
import type { Answer } from '../../client/answers.ts'
import type { TasksApi } from '../../client/tasks-api.ts'
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
    listId: null,
    sectionId: null,
    parentId: null,
    labelIds: [],
    start: null,
    reminders: [],
    recurrence: null,
    deletedAt: null,
    position: 'a0',
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:00.000Z',
    version: 1,
    ...fields,
  }
}

type Call = { name: keyof TasksApi; id: string; body: unknown; version: number | undefined }

export function ok<T>(value: T, change: number | null = null): Answer<T> {
  return { ok: true, value, etag: null, change }
}

export function refused(slug: string, status: number, rest: Partial<Problem> = {}): Answer<never> {
  const problem = { type: `/docs/problems#${slug}`, title: slug, status, ...rest }
  return { ok: false, why: 'refused', problem }
}

export const unreachable: Answer<never> = { ok: false, why: 'unreachable', retryAfterSeconds: null }

/** Keeps tasks like the api does; `next` replaces the answer to the next call of a name. */
export function fakeApi(tasks: Task[]) {
  const kept = new Map(tasks.map((task) => [task.id, task]))
  const trash = new Map<string, Task>()
  const done = <T>(value: T) => ok(value, seq)
  const befores = new Map<number, Task>()
  const calls: Call[] = []
  const next = new Map<string, Answer<never>[]>()
  let seq = Math.max(0, ...tasks.map(({ version }) => version))

  function change(id: string, fields: Partial<Task>): Task {
    const task = kept.get(id)
    if (task === undefined) throw new Error(`No task ${id}.`)
    seq += 1
    const changed = { ...task, ...fields, version: seq }
    befores.set(seq, task)
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
        return done(change(body.id, {}))
      }),
    update: (id, body, { version }) =>
      answer({ name: 'update', id, body, version }, () => done(change(id, body))),
    under: (id) =>
      answer({ name: 'under', id, body: null, version: undefined }, () =>
        ok([...kept.values()].filter(({ parentId }) => parentId === id)),
      ),
    move: (id, target, { version }) =>
      answer({ name: 'move', id, body: target, version }, () => {
        const { listId, sectionId, parentId } = target
        return done(change(id, { listId, sectionId, parentId, position: `a${String(seq)}` }))
      }),
    remove: (id, { version }) =>
      answer({ name: 'remove', id, body: null, version }, () => {
        const task = kept.get(id)
        if (task === undefined) return refused('not-found', 404)
        kept.delete(id)
        trash.set(id, task)
        seq += 1
        befores.set(seq, task)
        return done(null)
      }),
    restore: (id) =>
      answer({ name: 'restore', id, body: null, version: undefined }, () => {
        const task = trash.get(id)
        if (task === undefined) return refused('not-found', 404)
        trash.delete(id)
        kept.set(id, task)
        return done(change(id, {}))
      }),
    undo: (number) =>
      answer({ name: 'undo', id: '', body: number, version: undefined }, () => {
        const before = befores.get(number)
        if (before === undefined) return refused('not-found', 404)
        if (kept.has(before.id) && kept.get(before.id)?.version !== number) {
          return refused('undo-conflict', 409, { detail: 'Something later depends on it.' })
        }
        kept.set(before.id, before)
        change(before.id, {})
        return done(null)
      }),
    counts: () =>
      answer({ name: 'counts', id: '', body: null, version: undefined }, () => {
        const done = [...kept.values()].filter(({ status }) => status === 'done').length
        return ok({ open: kept.size - done, done, total: kept.size })
      }),
  }
  const plan = (name: keyof TasksApi, ...answers: Answer<never>[]) => next.set(name, answers)
  return { api, kept, calls, change, plan }
}
