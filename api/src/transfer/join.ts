import { MAX_DEPTH } from '../model/references.ts'
import type { TransferTask } from './document.ts'
import type { FindingList, Place } from './findings.ts'

type Tasks = ReadonlyMap<string, { readonly task: TransferTask; readonly place: Place }>

export interface Surroundings {
  readonly lists: ReadonlyMap<string, { readonly deletedAt: string | null }>
  readonly sections: ReadonlyMap<string, { readonly list: string }>
  readonly labels: ReadonlyMap<string, unknown>
  /** A reference that leads nowhere leaves out the task, or only itself. */
  readonly missing: 'error' | 'warning'
  readonly errors: FindingList
  readonly warnings: FindingList
}

interface Joined {
  readonly task: TransferTask
  readonly depth: number
}

/**
 * The tasks with every reference in order: list, section, labels and parent are there, a section and
 * a parent are of the task's own list, nothing is its own ancestor, nothing is deeper than allowed,
 * and what is in the trash or below it is there as well.
 */
export function joinTasks(tasks: Tasks, around: Surroundings): TransferTask[] {
  const joined = new Map<string, Joined | null>()
  for (const key of tasks.keys()) {
    for (const { task, place } of unjoinedAncestors(key, tasks, joined)) {
      const parent = task.parent === null ? undefined : joined.get(task.parent)
      joined.set(task.key, joinTask(task, parent ?? undefined, problemsAt(place, around)))
    }
  }
  return [...tasks.keys()].flatMap((key) => joined.get(key)?.task ?? [])
}

/** The task and what is above it, the topmost first; a loop is cut where it closes. */
function unjoinedAncestors(key: string, tasks: Tasks, joined: ReadonlyMap<string, unknown>) {
  const chain = new Map<string, { task: TransferTask; place: Place }>()
  let at: string | null = key
  while (at !== null && !joined.has(at) && !chain.has(at)) {
    const found = tasks.get(at)
    if (found === undefined) break
    chain.set(at, found)
    at = found.task.parent
  }
  return [...chain.values()].reverse()
}

interface Problems extends Surroundings {
  /** Says what is wrong; true when the task is left out for it. */
  readonly report: (detail: string) => boolean
}

function problemsAt(place: Place, around: Surroundings): Problems {
  const isError = around.missing === 'error'
  return {
    ...around,
    report(detail) {
      ;(isError ? around.errors : around.warnings).add(place, detail)
      return isError
    },
  }
}

function joinTask(
  given: TransferTask,
  parent: Joined | undefined,
  { lists, sections, labels, report }: Problems,
): Joined | null {
  let task = given
  if (task.list !== null && !lists.has(task.list)) {
    if (report('Its list is not there.')) return null
    task = { ...task, list: null }
  }
  const listDeletedAt = (task.list === null ? undefined : lists.get(task.list)?.deletedAt) ?? null
  if (task.deletedAt === null && listDeletedAt !== null) {
    if (report('Its list is in the trash, and it is not.')) return null
    task = { ...task, deletedAt: listDeletedAt }
  }
  if (task.section !== null && sections.get(task.section)?.list !== task.list) {
    if (report('Its section is not there, or is one of another list.')) return null
    task = { ...task, section: null }
  }
  if (!task.labels.every((label) => labels.has(label))) {
    if (report('One of its labels is not there.')) return null
    task = { ...task, labels: task.labels.filter((label) => labels.has(label)) }
  }
  if (task.parent === null) return { task, depth: 1 }
  if (parent === undefined) {
    if (report('Its parent is not there, or is below it.')) return null
    return { task: { ...task, parent: null }, depth: 1 }
  }
  if (parent.task.list !== task.list) {
    if (report('Its parent is in another list.')) return null
    return { task: { ...task, parent: null }, depth: 1 }
  }
  if (task.deletedAt === null && parent.task.deletedAt !== null) {
    if (report('Its parent is in the trash, and it is not.')) return null
    task = { ...task, deletedAt: parent.task.deletedAt }
  }
  if (parent.depth < MAX_DEPTH) return { task, depth: parent.depth + 1 }
  if (report(`It is deeper than ${MAX_DEPTH} levels.`)) return null
  return { task: { ...task, parent: parent.task.parent }, depth: parent.depth }
}
