import { fail, redirect } from '@sveltejs/kit'
import type { TaskPage } from '#lib/client/tasks-api.ts'
import { ApiUnavailableError, fetchFromApi } from '#lib/server/api.ts'
import { requireUser } from '#lib/server/guard.ts'
import { dayAt } from '#lib/tasks/due.ts'
import { filterFromUrl, listQuery } from '#lib/tasks/filter.ts'
import { explain, type Problem } from '#lib/tasks/problem.ts'
import type { Counts } from '#lib/tasks/task.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const { viewer } = await event.parent()
  // From the second view on the browser asks the api by itself, so the address is not tracked.
  const filter = event.untrack(() => filterFromUrl(event.url))
  const now = Date.now()
  const query = new URLSearchParams(listQuery(filter, dayAt(now, viewer.timeZone)))
  const [page, me] = await Promise.all([
    read<TaskPage>(event, `/v1/tasks?${query.toString()}`),
    read<{ tasks: Counts }>(event, '/v1/me'),
  ])
  const first = page === null || me === null ? null : { page, counts: me.tasks }
  return { user, filter, now, first }
}

/** Null when there is no answer: the page shows itself and the browser asks again. */
async function read<T>(
  event: Parameters<PageServerLoad>[0],
  path: `/v1/${string}`,
): Promise<T | null> {
  try {
    const response = await fetchFromApi(event, path)
    return response.ok ? ((await response.json()) as T) : null
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
