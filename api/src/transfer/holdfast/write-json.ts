import type { TransferDocument, TransferTask } from '../document.ts'

/** What a file begins with: everything but the tasks, which come page by page. */
export type Surroundings = Omit<TransferDocument, 'tasks'>

export type Pages = AsyncIterable<readonly TransferTask[]> | Iterable<readonly TransferTask[]>

export const FORMAT = 'holdfast'
export const FORMAT_VERSION = 1

/**
 * Writes everything as JSON (docs/formats.md), one item a line: the same content is the same bytes.
 * Yields texts of some tasks each; what breaks off is not JSON.
 */
export async function* writeJson(
  { settings, lists, sections, labels, filters }: Surroundings,
  pages: Pages,
): AsyncGenerator<string> {
  const head = [
    `{\n"format": ${JSON.stringify(FORMAT)},\n"version": ${FORMAT_VERSION},\n`,
    `"settings": ${JSON.stringify(settings)},\n`,
    `"lists": ${lines(lists.map(({ key, ...list }) => ({ id: key, ...list })))},\n`,
    `"sections": ${lines(sections.map(({ key, list, name }) => ({ id: key, listId: list, name })))},\n`,
    `"labels": ${lines(labels.map(({ key, ...label }) => ({ id: key, ...label })))},\n`,
    `"filters": ${lines(filters.map(({ key, ...filter }) => ({ id: key, ...filter })))},\n`,
    '"tasks": [',
  ]
  yield head.join('')
  let separator = '\n'
  for await (const tasks of pages) {
    const text = tasks.map((task) => {
      const line = separator + JSON.stringify(taskItem(task))
      separator = ',\n'
      return line
    })
    if (text.length > 0) yield text.join('')
  }
  yield '\n]\n}\n'
}

function lines(items: readonly object[]): string {
  return items.length === 0
    ? '[]'
    : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
}

/** A task as the file has it, member by member, so that their order never depends on ours. */
function taskItem(task: TransferTask) {
  return {
    id: task.key,
    externalId: task.externalId,
    title: task.title,
    notes: task.notes,
    priority: task.priority,
    due: task.due,
    start: task.start,
    reminders: task.reminders,
    recurrence: task.recurrence,
    completedAt: task.completedAt,
    createdAt: task.createdAt,
    deletedAt: task.deletedAt,
    listId: task.list,
    sectionId: task.section,
    parentId: task.parent,
    labelIds: task.labels,
  }
}
