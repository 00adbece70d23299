import { fail, redirect } from '@sveltejs/kit'
import type { TaskPage } from '#lib/client/tasks-api.ts'
import { ApiUnavailableError, fetchFromApi } from '#lib/server/api.ts'
import { requireUser } from '#lib/server/guard.ts'
import { dayAt } from '#lib/tasks/due.ts'
import { filterFromUrl, type TaskFilter } from '#lib/tasks/filter.ts'
import type { Label, List, Section } from '#lib/tasks/model.ts'
import { explain, type Problem } from '#lib/tasks/problem.ts'
import type { ShelfRows } from '#lib/tasks/shelf.svelte.ts'
import { firstQuery, type FirstPage } from '#lib/tasks/task-reader.svelte.ts'
import type { Counts } from '#lib/tasks/task.ts'
import type { Actions, PageServerLoad } from './$types'

type Event = Parameters<PageServerLoad>[0]

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const { viewer } = await event.parent()
  // From the second view on the browser asks the api by itself, so the address is not tracked.
  const filter = event.untrack(() => filterFromUrl(event.url))
  const now = Date.now()
  const [first, shelf] = await Promise.all([
    firstPage(event, filter, dayAt(now, viewer.timeZone)),
    firstShelf(event),
  ])
  return { user, filter, now, first, shelf }
}

async function firstPage(
  event: Event,
  filter: TaskFilter,
  today: string,
): Promise<FirstPage | null> {
  const query = Object.entries(firstQuery(filter, today)).map(([name, value]) => [
    name,
    String(value),
  ])
  const [tasks, me] = await Promise.all([
    read<TaskPage>(event, `/v1/tasks?${new URLSearchParams(query).toString()}`),
    read<{ tasks: Counts }>(event, '/v1/me'),
  ])
  if (tasks === null || me === null) return null
  return { page: tasks.body, etag: tasks.etag, counts: me.body.tasks }
}

async function firstShelf(event: Event): Promise<ShelfRows | null> {
  const [lists, labels, sections] = await Promise.all([
    read<{ items: List[] }>(event, '/v1/lists'),
    read<{ items: Label[] }>(event, '/v1/labels'),
    read<{ items: Section[] }>(event, '/v1/sections'),
  ])
  if (lists === null || labels === null || sections === null) return null
  return { lists: lists.body.items, labels: labels.body.items, sections: sections.body.items }
}

type Answered<T> = { body: T; etag: string | null }

/** Null when there is no answer: the page shows itself and the browser asks again. */
async function read<T>(event: Event, path: `/v1/${string}`): Promise<Answered<T> | null> {
  try {
    const response = await fetchFromApi(event, path)
    if (!response.ok) return null
    return { body: (await response.json()) as T, etag: response.headers.get('etag') }
  } catch (error) {
    if (error instanceof ApiUnavailableError || error instanceof SyntaxError) return null
    throw error
  }
}

export const actions: Actions = {
  /** Adds a task for a browser whose scripts have not started yet. */
  add: async (event) => {
    const title = (await event.request.formData()).get('title')
    if (typeof title !== 'string' || title.trim() === '') redirect(303, '/tasks')
    try {
      const response = await fetchFromApi(event, '/v1/tasks', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title }),
      })
      if (!response.ok) {
        const problem = (await response.json()) as Problem
        return fail(response.status, { title, error: explain(problem) })
      }
    } catch (error) {
      if (!(error instanceof ApiUnavailableError)) throw error
      return fail(503, { title, error: 'The server cannot be reached. Please try again.' })
    }
    redirect(303, '/tasks')
  },
}
