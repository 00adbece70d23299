import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import { itemsOf, keyOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'
import type { ReadOptions } from '../options.ts'
import { readJson } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { readTask } from './task.ts'

const USUAL_LIST = 'Microsoft To Do'

/**
 * Reads what Microsoft Graph tells of To Do (todoTaskList and todoTask), as tools save it: lists with
 * their `tasks` in them, or the tasks of one list. Steps become subtasks, categories labels.
 * TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readMicrosoftJson(bytes: Uint8Array, options: ReadOptions): Reading {
  const file = readJson(bytes)
  const [member, items] = findItems(file)
  if (items === undefined) {
    throw new TransferError(
      'TRANSFER_UNREADABLE',
      'The file must be an array of lists or tasks, or an object with one as "value" or "lists".',
    )
  }
  const assembly = new Assembly('warning')
  let usualList: string | undefined
  for (const [index, value] of items.entries()) {
    const pointer = `${member}/${index}`
    const item = membersOf(value)
    const [inner, tasks] = findItems(item?.['tasks'])
    if (item === undefined) assembly.errors.add({ pointer }, 'It is neither a list nor a task.')
    else if (tasks === undefined) {
      usualList ??= addList(assembly, pointer, options.listName ?? USUAL_LIST)
      addTask(assembly, { pointer }, item, { list: usualList, options })
    } else {
      const list = addList(assembly, pointer, textOf(item['displayName']) || USUAL_LIST)
      for (const [at, one] of tasks.entries()) {
        const place = { pointer: `${pointer}/tasks${inner}/${at}` }
        const task = membersOf(one)
        if (task === undefined) assembly.errors.add(place, 'It is not a task.')
        else addTask(assembly, place, task, { list, options })
      }
    }
  }
  return assembly.finish()
}

/** An array, or the one inside of an answer of Graph, and where it stands. */
function findItems(value: unknown): [string, readonly unknown[] | undefined] {
  if (Array.isArray(value)) return ['', value]
  for (const member of ['value', 'lists', 'tasks']) {
    const inner = membersOf(value)?.[member]
    if (Array.isArray(inner)) return [`/${member}`, inner]
  }
  return ['', undefined]
}

function addList(assembly: Assembly, pointer: string, name: string): string {
  const key = `list ${pointer}`
  assembly.addList({ pointer }, { key, name })
  return key
}

function addTask(
  assembly: Assembly,
  place: { pointer: string },
  task: Members,
  { list, options }: { list: string; options: ReadOptions },
): void {
  const { draft, warnings } = readTask(task, options)
  for (const warning of warnings) assembly.warnings.add(place, warning)
  const key = draft.externalId ?? place.pointer
  const labels = itemsOf(task['categories']).flatMap(
    (name) => assembly.labelNamed(place, textOf(name)) ?? [],
  )
  assembly.addTask(place, { ...draft, key, list, labels })
  for (const [at, value] of itemsOf(task['checklistItems']).entries()) {
    const step = membersOf(value)
    const id = keyOf(step?.['id'])
    assembly.addTask(
      { pointer: `${place.pointer}/checklistItems/${at}` },
      {
        key: `${key} ${id ?? at}`,
        externalId:
          draft.externalId === null || id === undefined ? null : `${draft.externalId}:${id}`,
        title: textOf(step?.['displayName']),
        completedAt: step?.['isChecked'] === true ? (draft.completedAt ?? draft.changedAt) : null,
        list,
        parent: key,
      },
    )
  }
}
