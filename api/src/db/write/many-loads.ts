/** Questions about many rows at once, for changes of thousands of rows. */
import { createHash } from 'node:crypto'
import type { Kind, RowOf } from '../kinds.ts'
import type { Load } from './loads.ts'

/** Many rows by their ids, in one query. */
export function byIds<K extends Kind>(kind: K, ids: readonly string[]): Load<K> {
  const wanted = new Set(ids)
  return {
    key: `many ${kind} ${digest(ids)}`,
    kind,
    ids,
    run: (statements, owner) =>
      statements.getMany[kind].execute({ owner, ids: JSON.stringify(ids) }) as unknown as Promise<
        RowOf[K][]
      >,
    matches: (row) => wanted.has(row.id),
  }
}

/** Tasks by what another product calls them. */
export function byExternalIds(externalIds: readonly string[]): Load<'task'> {
  const wanted = new Set(externalIds)
  return {
    key: `external ids ${digest(externalIds)}`,
    kind: 'task',
    run: (statements, owner) =>
      statements.tasksByExternalIds.execute({ owner, ids: JSON.stringify(externalIds) }),
    matches: ({ externalId }) => externalId !== null && wanted.has(externalId),
  }
}

/** Subtasks one level down of each of these, those in the trash included. */
export function childrenOfMany(parentIds: readonly string[]): Load<'task'> {
  const wanted = new Set(parentIds)
  return {
    key: `children of many ${digest(parentIds)}`,
    kind: 'task',
    run: (statements, owner) =>
      statements.childrenOfMany.execute({ owner, ids: JSON.stringify(parentIds) }),
    matches: ({ parentId }) => parentId !== null && wanted.has(parentId),
  }
}

/** The last task of every list and of the inbox, trash included. */
export const lastTasks: Load<'task'> = {
  key: 'last of each',
  kind: 'task',
  run: (statements, owner) => statements.lastOfEach.execute({ owner }),
  matches: () => true,
}

export const allSections: Load<'section'> = {
  key: 'sections',
  kind: 'section',
  run: (statements, owner) => statements.allSections.execute({ owner }),
  matches: () => true,
}

export const allLabels: Load<'label'> = {
  key: 'labels',
  kind: 'label',
  run: (statements, owner) => statements.allLabels.execute({ owner }),
  matches: () => true,
}

function digest(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url')
}
