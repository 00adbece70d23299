// Which tasks are shown and in what order: as a URL, as a query of the api, and as a predicate.
import { addDays, typedDay, typedTime } from './due.ts'
import type { Priority, Task } from './task.ts'

export const statuses = ['open', 'done', 'all'] as const
export const dueRanges = ['overdue', 'today', 'week'] as const
export const sorts = ['manual', 'newest', 'oldest', 'due', 'priority'] as const
export const views = ['today', 'upcoming', 'trash'] as const

export type Sort = (typeof sorts)[number]

/** Where one is: all tasks when nothing is set. */
export type Place = {
  view: (typeof views)[number] | null
  /** The id of a list, or `inbox`. */
  list: string | null
  /** The id of a label. */
  label: string | null
}

export type TaskFilter = Place & {
  status: (typeof statuses)[number]
  priority: Priority | null
  due: (typeof dueRanges)[number] | null
  q: string
  sort: Sort
}

export type ListQuery = {
  status?: 'open' | 'done'
  priority?: Priority
  listId?: string
  labelId?: string
  dueAfter?: string
  dueBefore?: string
  q?: string
  sort: 'created' | 'due' | 'priority' | 'position'
  order: 'asc' | 'desc'
}

const searchLimit = 200
const idShape = /^[0-9a-f-]{36}$/

export const everywhere: Place = { view: null, list: null, label: null }

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  return values.find((known) => known === value) ?? null
}

/** Each place has its own order: a list the one made by hand, days by the day. */
export function usualSort({ view, list }: Place): Sort {
  if (view === 'today' || view === 'upcoming') return 'due'
  return list === null ? 'newest' : 'manual'
}

export function filterFromUrl(url: { searchParams: Pick<URLSearchParams, 'get'> }): TaskFilter {
  const get = (name: string) => url.searchParams.get(name)
  const id = (name: string) => (idShape.test(get(name) ?? '') ? get(name) : null)
  const place: Place = {
    view: oneOf(views, get('view')),
    list: get('list') === 'inbox' ? 'inbox' : id('list'),
    label: id('label'),
  }
  const sort = oneOf(sorts, get('sort'))
  return {
    ...place,
    status: oneOf(statuses, get('status')) ?? 'open',
    priority: oneOf(['high', 'medium', 'low', 'none'] as const, get('priority')),
    due: oneOf(dueRanges, get('due')),
    q: (get('q') ?? '').trim().slice(0, searchLimit),
    // An order by hand is one list's.
    sort: sort === null || (sort === 'manual' && place.list === null) ? usualSort(place) : sort,
  }
}

/** The address of a view; what is at its default is left out. `task` opens that task's details. */
export function urlOf(filter: TaskFilter, task?: string): string {
  const params = new URLSearchParams()
  if (filter.view !== null) params.set('view', filter.view)
  if (filter.list !== null) params.set('list', filter.list)
  if (filter.label !== null) params.set('label', filter.label)
  if (filter.status !== 'open') params.set('status', filter.status)
  if (filter.priority !== null) params.set('priority', filter.priority)
  if (filter.due !== null) params.set('due', filter.due)
  if (filter.q !== '') params.set('q', filter.q)
  if (filter.sort !== usualSort(filter)) params.set('sort', filter.sort)
  if (task !== undefined) params.set('task', task)
  return params.size === 0 ? '/tasks' : `/tasks?${params.toString()}`
}

/** A place as one comes to it: what is open there, nothing narrowed. */
export function placeUrl(place: Partial<Place>): string {
  return urlOf({ ...filterFromUrl({ searchParams: new URLSearchParams() }), ...sorted(place) })
}

function sorted(place: Partial<Place>): Place & { sort: Sort } {
  const whole = { ...everywhere, ...place }
  return { ...whole, sort: usualSort(whole) }
}

const apiSorts = {
  manual: { sort: 'position', order: 'asc' },
  newest: { sort: 'created', order: 'desc' },
  oldest: { sort: 'created', order: 'asc' },
  due: { sort: 'due', order: 'asc' },
  priority: { sort: 'priority', order: 'desc' },
} as const

/** The query of listTasks for a view; `today` is the viewer's day. */
export function listQuery(filter: TaskFilter, today: string): ListQuery {
  return {
    ...(filter.status === 'all' ? {} : { status: filter.status }),
    ...(filter.priority === null ? {} : { priority: filter.priority }),
    ...(filter.list === null ? {} : { listId: filter.list }),
    ...(filter.label === null ? {} : { labelId: filter.label }),
    ...days(filter, today),
    ...(filter.q === '' ? {} : { q: filter.q }),
    ...apiSorts[filter.sort],
  }
}

/** Today is what is due by its end, overdue included; upcoming is what comes after it. */
function days({ view, due }: TaskFilter, today: string): { dueAfter?: string; dueBefore?: string } {
  const tomorrow = addDays(today, 1)
  if (due === 'overdue') return { dueBefore: today }
  if (due === 'today') return { dueAfter: today, dueBefore: tomorrow }
  if (due === 'week') return { dueAfter: today, dueBefore: addDays(today, 7) }
  if (view === 'today') return { dueBefore: tomorrow }
  return view === 'upcoming' ? { dueAfter: tomorrow } : {}
}

/** Whether a task belongs to a view: the same rule the api applies, for changes not yet sent. */
export function matches(task: Task, filter: TaskFilter, today: string): boolean {
  const query = listQuery(filter, today)
  if (query.status !== undefined && task.status !== query.status) return false
  if (query.priority !== undefined && task.priority !== query.priority) return false
  if (filter.list !== null && (task.listId ?? 'inbox') !== filter.list) return false
  if (filter.label !== null && !task.labelIds.includes(filter.label)) return false
  if (query.dueAfter !== undefined || query.dueBefore !== undefined) {
    if (task.due === null) return false
    const day = typedDay(task.due)
    if (query.dueAfter !== undefined && day < query.dueAfter) return false
    if (query.dueBefore !== undefined && day >= query.dueBefore) return false
  }
  const needle = filter.q.toLowerCase()
  return task.title.toLowerCase().includes(needle) || task.notes.toLowerCase().includes(needle)
}

const ranks: Record<Priority, number> = { none: 0, low: 1, medium: 2, high: 3 }

/** Orders two tasks as the api orders them; tasks without a due date come last. */
export function compareTasks(sort: Sort): (a: Task, b: Task) => number {
  if (sort === 'manual') {
    return (a, b) => compareText(a.position, b.position) || compareText(a.id, b.id)
  }
  if (sort === 'oldest') return byCreated
  if (sort === 'newest') return (a, b) => byCreated(b, a)
  if (sort === 'priority') {
    return (a, b) => ranks[b.priority] - ranks[a.priority] || byCreated(b, a)
  }
  return (a, b) => compareText(dueOrder(a), dueOrder(b)) || byCreated(a, b)
}

function byCreated(a: Task, b: Task): number {
  return compareText(a.createdAt, b.createdAt) || compareText(a.id, b.id)
}

function dueOrder(task: Task): string {
  if (task.due === null) return '~'
  return `${typedDay(task.due)}T${typedTime(task.due) ?? ''}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function isFiltered(filter: TaskFilter): boolean {
  return filter.priority !== null || filter.due !== null || filter.q !== ''
}
