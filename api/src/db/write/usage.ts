/** How much an owner has, and how much they may have. */
import { UsageError } from '../errors.ts'
import type { AnyRow, Kind } from '../kinds.ts'
import type { LabelRow, TaskRow } from '../schema.ts'
import type { RowChange } from './workspace.ts'

/** Counts of rows, the trash included, and bytes of text in UTF-8. */
export interface Usage {
  readonly tasks: number
  readonly lists: number
  readonly sections: number
  readonly labels: number
  readonly textBytes: number
}

export type Resource = keyof Usage

export const RESOURCES: readonly Resource[] = ['tasks', 'lists', 'sections', 'labels', 'textBytes']

/** Of what is not here there is one at the most. */
const COUNTED: { readonly [K in Kind]?: Resource } = {
  task: 'tasks',
  list: 'lists',
  section: 'sections',
  label: 'labels',
}

/** What the changes add; negative where they take away. */
export function addedBy(changes: readonly RowChange[]): Usage {
  const added = { tasks: 0, lists: 0, sections: 0, labels: 0, textBytes: 0 }
  for (const { kind, before, after } of changes) {
    const resource = COUNTED[kind]
    if (resource === undefined) continue
    added[resource] += Number(after !== undefined) - Number(before !== undefined)
    added.textBytes += bytesOf(kind, after) - bytesOf(kind, before)
  }
  return added
}

/** Throws UsageError QUOTA_EXCEEDED for the first resource that grows beyond its quota. */
export function requireRoom(usage: Usage, added: Usage, quotas: Usage): void {
  for (const resource of RESOURCES) {
    if (added[resource] > 0 && usage[resource] + added[resource] > quotas[resource]) {
      throw new UsageError(resource, quotas[resource])
    }
  }
}

export function isNothing(added: Usage): boolean {
  return RESOURCES.every((resource) => added[resource] === 0)
}

function bytesOf(kind: Kind, row: AnyRow | undefined): number {
  if (row === undefined) return 0
  const texts =
    kind === 'task' ? [(row as TaskRow).title, (row as TaskRow).notes] : [(row as LabelRow).name]
  return texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)
}
