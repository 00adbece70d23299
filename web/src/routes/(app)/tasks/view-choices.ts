// What can be chosen about a view, group by group, and the change each choice makes.
import type { TaskFilter } from '#lib/tasks/filter.ts'

export type ViewChoice = {
  name: string
  current: (filter: TaskFilter) => string
  options: { value: string; name: string; change: Partial<TaskFilter> }[]
}

export const viewChoices: ViewChoice[] = [
  {
    name: 'Sort by',
    current: (filter) => filter.sort,
    options: [
      { value: 'manual', name: 'My order', change: { sort: 'manual' } },
      { value: 'newest', name: 'Newest first', change: { sort: 'newest' } },
      { value: 'oldest', name: 'Oldest first', change: { sort: 'oldest' } },
      { value: 'due', name: 'Due date', change: { sort: 'due' } },
      { value: 'priority', name: 'Priority', change: { sort: 'priority' } },
    ],
  },
  {
    name: 'Due',
    current: (filter) => filter.due ?? 'any',
    options: [
      { value: 'any', name: 'Any time', change: { due: null } },
      { value: 'overdue', name: 'Overdue', change: { due: 'overdue' } },
      { value: 'today', name: 'Today', change: { due: 'today' } },
      { value: 'week', name: 'Next 7 days', change: { due: 'week' } },
    ],
  },
  {
    name: 'Priority',
    current: (filter) => filter.priority ?? 'any',
    options: [
      { value: 'any', name: 'Any priority', change: { priority: null } },
      { value: 'high', name: 'High', change: { priority: 'high' } },
      { value: 'medium', name: 'Medium', change: { priority: 'medium' } },
      { value: 'low', name: 'Low', change: { priority: 'low' } },
      { value: 'none', name: 'None', change: { priority: 'none' } },
    ],
  },
]

/** An order made by hand is one list's. */
export function choicesOf(filter: TaskFilter): ViewChoice[] {
  return viewChoices.map((choice) => ({
    ...choice,
    options: choice.options.filter(({ value }) => value !== 'manual' || filter.list !== null),
  }))
}

/** The choices that narrow a view, by the name they are shown with, and how to widen it again. */
export function activeFilters(filter: TaskFilter): { name: string; change: Partial<TaskFilter> }[] {
  return viewChoices
    .filter(({ name }) => name !== 'Sort by')
    .flatMap(({ name, current, options }) => {
      const value = current(filter)
      const chosen = options.find((option) => option.value === value)
      const any = options[0]
      if (chosen === undefined || any === undefined || chosen === any) return []
      return [{ name: `${name}: ${chosen.name}`, change: any.change }]
    })
}
