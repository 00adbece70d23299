import type { Place } from '#lib/tasks/filter.ts'
import type { Shelf } from '#lib/tasks/shelf.svelte.ts'

const views = { today: 'Today', upcoming: 'Upcoming', trash: 'Trash' }

/** What a place is called. */
export function placeName(shelf: Shelf, { view, list, label }: Place): string {
  if (view !== null) return views[view]
  if (list === 'inbox') return 'Inbox'
  if (list !== null) return shelf.lists.find(list)?.name ?? 'List'
  if (label !== null) return shelf.labels.find(label)?.name ?? 'Label'
  return 'Tasks'
}
