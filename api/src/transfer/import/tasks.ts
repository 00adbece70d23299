import { generateNKeysBetween } from 'fractional-indexing'
import type { TaskRow } from '../../db/schema.ts'
import { byExternalIds, lastTasks } from '../../db/write/many-loads.ts'
import type { Workspace } from '../../db/write/workspace.ts'
import { MAX_DEPTH } from '../../model/references.ts'
import { toColumns } from '../../tasks/task.ts'
import type { TransferTask } from '../document.ts'
import { toColumn } from '../moments.ts'
import type { Places, Plan } from './plan.ts'
import { trashOf } from './trash.ts'

export interface Surroundings {
  readonly lists: Places
  readonly sections: Places
  readonly labels: Places
}

/** What of the tasks is new, and what the owner has already. */
export interface Judged {
  readonly added: readonly TransferTask[]
  /** Rows that are there, in the trash or not, by the key in the document. */
  readonly known: ReadonlyMap<string, TaskRow>
  /** Lists that new tasks go to, and those that the file itself has nothing in. */
  readonly wantedLists: ReadonlySet<string>
}

export function judgeTasks(
  workspace: Workspace,
  plan: Plan,
  externalIds: readonly string[],
): Judged {
  const external = new Map(
    workspace.select(byExternalIds(externalIds)).map((row) => [row.externalId, row]),
  )
  const known = new Map<string, TaskRow>()
  const added: TransferTask[] = []
  const { lists, tasks } = plan.document
  const wanted = new Set(lists.map(({ key }) => key))
  for (const task of tasks) {
    const own = plan.isOurs(task.key) ? workspace.find('task', task.key) : undefined
    const row = own ?? (task.externalId === null ? undefined : external.get(task.externalId))
    if (row === undefined) added.push(task)
    else known.set(task.key, row)
    if (row !== undefined && task.list !== null) wanted.delete(task.list)
  }
  for (const { list } of added) if (list !== null) wanted.add(list)
  return { added, known, wantedLists: wanted }
}

/** Makes the new tasks, each list's in their order behind what is there. */
export function putTasks(
  workspace: Workspace,
  plan: Plan,
  judged: Judged,
  around: Surroundings,
): void {
  const positions = dealPositions(workspace, judged.added, around.lists)
  const parentOf = findParents(workspace, plan, judged)
  const { now, owner, seq } = workspace.context
  for (const task of judged.added) {
    const listId = placeIn(around.lists, task.list)
    const { title, notes, priority, due, start, reminders, recurrence } = task
    const { completedAt, createdAt, deletedAt, externalId } = task
    const fields = {
      title,
      notes,
      priority,
      due,
      start,
      reminders,
      recurrence,
      status: completedAt === null ? 'open' : 'done',
      listId,
      sectionId: listId === null ? null : placeIn(around.sections, task.section),
      parentId: parentOf(task, listId),
      labelIds: [...new Set(task.labels.flatMap((key) => around.labels.get(key) ?? []))],
    } as const
    workspace.putBack('task', {
      ...toColumns(fields, completedAt === null ? null : toColumn(completedAt), now),
      id: plan.idOf(task.key),
      ownerId: owner,
      externalId,
      position: positions.get(task.key) ?? '',
      ...trashOf(workspace, deletedAt),
      createdAt: createdAt === null ? now : toColumn(createdAt),
      updatedAt: now,
      version: seq,
    })
  }
}

function placeIn(places: Places, key: string | null): string | null {
  return key === null ? null : (places.get(key) ?? null)
}

/** A position for each task by its key. */
function dealPositions(
  workspace: Workspace,
  added: readonly TransferTask[],
  lists: Places,
): ReadonlyMap<string, string> {
  const ends = new Map<string | null, string>()
  for (const { listId, position } of workspace.select(lastTasks)) ends.set(listId, position)
  const positions = new Map<string, string>()
  for (const [listId, tasks] of Map.groupBy(added, ({ list }) => placeIn(lists, list))) {
    const dealt = generateNKeysBetween(ends.get(listId) ?? null, null, tasks.length)
    tasks.forEach(({ key }, index) => positions.set(key, dealt[index] ?? ''))
  }
  return positions
}

/** A parent that was there before may be elsewhere by now, or too deep: then it is none. */
function findParents(workspace: Workspace, plan: Plan, { added, known }: Judged) {
  const byKey = new Map(added.map((task) => [task.key, task]))
  /** Levels of new tasks below one that was there. */
  const heights = new Map<string, number>()
  for (const task of added) {
    let top = task
    for (let height = 1; top.parent !== null; height++) {
      const parent = byKey.get(top.parent)
      if (parent === undefined) {
        heights.set(top.parent, Math.max(height, heights.get(top.parent) ?? 0))
        break
      }
      top = parent
    }
  }
  return ({ parent, deletedAt }: TransferTask, listId: string | null): string | null => {
    if (parent === null) return null
    const row = known.get(parent)
    if (row === undefined) return plan.idOf(parent)
    const isThere = row.deletedAt === null || deletedAt !== null
    const fits = isThere && row.listId === listId
    const depth = depthOf(workspace, row) + (heights.get(parent) ?? 0)
    return fits && depth <= MAX_DEPTH ? row.id : null
  }
}

function depthOf(workspace: Workspace, row: TaskRow): number {
  let depth = 1
  for (let at = row; at.parentId !== null && depth <= MAX_DEPTH; depth++) {
    const parent = workspace.find('task', at.parentId)
    if (parent === undefined) break
    at = parent
  }
  return depth
}
