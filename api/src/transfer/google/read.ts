import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import type { Due } from '../../tasks/due.ts'
import { itemsOf, keyOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'
import type { ReadOptions } from '../options.ts'
import { readJson } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { readInstant, toInstant, toZoned } from '../when.ts'

/**
 * Reads Tasks.json of a Google Takeout: lists of tasks, of which one may be the parent of another.
 * TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readGoogleTasks(bytes: Uint8Array, options: ReadOptions): Reading {
  const file = membersOf(readJson(bytes))
  if (!Array.isArray(file?.['items'])) {
    throw new TransferError('TRANSFER_UNREADABLE', 'The file must be the Tasks.json of a Takeout.')
  }
  const assembly = new Assembly('warning')
  for (const [index, value] of file['items'].entries()) {
    const pointer = `/items/${index}`
    const list = membersOf(value)
    if (list === undefined) {
      assembly.errors.add({ pointer }, 'It is not a list of tasks.')
      continue
    }
    const key = `list ${index}`
    assembly.addList({ pointer }, { key, name: textOf(list['title']) || 'Google Tasks' })
    const tasks = itemsOf(list['items']).map((task, at) => ({
      task: membersOf(task),
      place: { pointer: `${pointer}/items/${at}` },
    }))
    // Takeout lists them in no order; its positions are digits of one length.
    tasks.sort((a, b) => compare(textOf(a.task?.['position']), textOf(b.task?.['position'])))
    for (const { task, place } of tasks) {
      if (task === undefined) assembly.errors.add(place, 'It is not a task.')
      else if (task['deleted'] !== true) addTask(assembly, place, task, { key, options })
    }
  }
  return assembly.finish()
}

function addTask(
  assembly: Assembly,
  place: { pointer: string },
  task: Members,
  { key: list, options }: { key: string; options: ReadOptions },
): void {
  const id = keyOf(task['id'])
  const parent = keyOf(task['parent'])
  const isDone = textOf(task['status']) === 'completed'
  const completed = readInstant(textOf(task['completed'])) ?? readInstant(textOf(task['updated']))
  const created = readInstant(textOf(task['created']))
  const links = itemsOf(task['links']).flatMap((link) => textOf(membersOf(link)?.['link']) || [])
  assembly.addTask(place, {
    key: id === undefined ? place.pointer : `google:${id}`,
    externalId: id === undefined ? null : `google:${id}`,
    title: textOf(task['title']),
    notes: [textOf(task['notes']), ...links].filter((text) => text !== '').join('\n\n'),
    due: readDue(task, options.timeZone),
    completedAt: isDone ? toInstant(completed ?? created ?? 0) : null,
    createdAt: created === undefined ? null : toInstant(created),
    list,
    parent: parent === undefined ? null : `google:${parent}`,
  })
}

/** `due` is midnight in UTC and means a day; newer files have a time beside it. */
function readDue(task: Members, timeZone: string): Due | null {
  const scheduled = itemsOf(task['scheduled_time']).map(membersOf)
  const current = scheduled.find((time) => time?.['current'] === true) ?? scheduled[0]
  const start = textOf(current?.['start'])
  const moment = readInstant(start) ?? readInstant(textOf(task['due']))
  if (moment === undefined) return null
  const text = toInstant(moment)
  return text.endsWith('T00:00:00.000Z')
    ? { kind: 'date', date: text.slice(0, 10) }
    : toZoned(moment, timeZone)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
