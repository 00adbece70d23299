import type { z } from 'zod'
import type { Assembly } from '../assembly.ts'
import type { Place } from '../findings.ts'
import type { TaskItem } from './schema.ts'

/** A checked item of one of our own files as the task it stands for. */
export function addTaskItem(
  assembly: Assembly,
  place: Place,
  {
    id,
    listId,
    sectionId,
    parentId,
    labelIds,
    ...rest
  }: z.output<typeof TaskItem> & { id: string },
): void {
  assembly.addTask(place, {
    ...rest,
    key: id,
    list: listId,
    section: sectionId,
    parent: parentId,
    labels: labelIds,
  })
}
