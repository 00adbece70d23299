/** What a task names: each resolves through the owner's rows, so a foreign id is simply none. */
import type { TaskRow } from '../db/schema.ts'
import { childrenOf } from '../db/write/loads.ts'
import { byBytes } from '../db/write/workspace.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { refuseReference } from './refusal-error.ts'

/** A task, its subtasks and theirs: so many levels at the most. */
export const MAX_DEPTH = 5

const UNKNOWN = 'names nothing of yours'
const DEPTH = `would be more than ${MAX_DEPTH} levels deep, counting what is in the trash`

export interface Place {
  readonly listId: string | null
  readonly sectionId: string | null
  readonly parentId: string | null
}

/** The list must be there and not in the trash. */
export function requireList(workspace: Workspace, listId: string, pointer: string): void {
  if (workspace.find('list', listId)?.deletedAt !== null) throw refuseReference(pointer, UNKNOWN)
}

/** Judges where a task is to be: list, section and parent belong together, and no task is below itself. */
export function requirePlace(workspace: Workspace, place: Place, taskId: string): void {
  const { listId, sectionId, parentId } = place
  if (listId !== null) requireList(workspace, listId, '/listId')
  if (sectionId !== null) {
    const section = workspace.find('section', sectionId)
    if (section === undefined) throw refuseReference('/sectionId', UNKNOWN)
    if (section.listId !== listId) throw refuseReference('/sectionId', 'is in another list')
  }
  if (parentId === null) return
  const parent = workspace.find('task', parentId)
  if (parent?.deletedAt !== null) throw refuseReference('/parentId', UNKNOWN)
  if (parent.listId !== listId) throw refuseReference('/parentId', 'is in another list')
  switch (misfitBelow(workspace, parent, taskId)) {
    case 'circle':
      throw refuseReference('/parentId', 'is below the task')
    case 'depth':
      throw refuseReference('/parentId', DEPTH)
    case undefined:
  }
}

/** What is right below a task: for who knows that of many already. */
export type Children = (id: string) => readonly TaskRow[]

/** What keeps a task, with all that is below it, from standing below that parent. */
export function misfitBelow(
  workspace: Workspace,
  parent: TaskRow,
  taskId: string,
  children: Children = (id) => workspace.select(childrenOf(id)),
): 'circle' | 'depth' | undefined {
  const above = ancestorsOf(workspace, parent)
  if (above.some(({ id }) => id === taskId)) return 'circle'
  return above.length + heightOf(workspace, taskId, children) > MAX_DEPTH ? 'depth' : undefined
}

export function requireLabels(workspace: Workspace, labelIds: readonly string[]): void {
  for (const [index, id] of labelIds.entries()) {
    if (workspace.find('label', id) === undefined) {
      throw refuseReference(`/labelIds/${index}`, UNKNOWN)
    }
  }
}

/** The task itself and what it is below, upwards. */
function ancestorsOf(workspace: Workspace, task: TaskRow): TaskRow[] {
  const above = [task]
  for (let at = task; at.parentId !== null && above.length <= MAX_DEPTH;) {
    const parent = workspace.find('task', at.parentId)
    if (parent === undefined) break
    above.push(parent)
    at = parent
  }
  return above
}

/** Levels from the task down to its deepest subtask; 1 for one without, or that is not there yet. */
function heightOf(workspace: Workspace, id: string, children: Children): number {
  if (workspace.find('task', id) === undefined) return 1
  const below = children(id).map((child) => heightOf(workspace, child.id, children))
  return 1 + Math.max(0, ...below)
}

/** Everything below the task, in its order, each before what is below it; the trash included. */
export function descendantsOf(workspace: Workspace, id: string): TaskRow[] {
  const children = workspace.select(childrenOf(id))
  children.sort((one, other) => byBytes(one.position, other.position))
  return children.flatMap((child) => [child, ...descendantsOf(workspace, child.id)])
}
