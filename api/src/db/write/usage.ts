/** How much an owner has, and how much they may have. */
import { UsageError } from '../errors.ts'
import type { AnyRow, Kind } from '../kinds.ts'
import type { FilterRow, LabelRow, TaskRow } from '../schema.ts'
import type { RowChange } from './workspace.ts'

/** Counts of rows, the trash included, and bytes of text in UTF-8, those of saved filters among them. */
export interface Usage {
  readonly tasks: number
  readonly lists: number
  readonly sections: number
  readonly labels: number
  readonly textBytes: number
}

export type Resource = keyof Usage

export const RESOURCES: readonly Resource[] = ['tasks', 'lists', 'sections', 'labels', 'textBytes']

/** What is not here counts by its text alone. */
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
    if (resource !== undefined) {
      added[resource] += Number(after !== undefined) - Number(before !== undefined)
    }
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
  return textsOf(kind, row).reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)
}

function textsOf(kind: Kind, row: AnyRow): string[] {
  switch (kind) {
    case 'task':
      return [(row as TaskRow).title, (row as TaskRow).notes]
    case 'filter':
      return [(row as FilterRow).name, (row as FilterRow).filter]
    case 'list':
    case 'section':
    case 'label':
      return [(row as LabelRow).name]
    case 'setting':
    case 'calendar':
      return []
  }
}
