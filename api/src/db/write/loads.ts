/** What a use case may ask of the owner's rows beyond one row by its id: each question by name. */
import type { Kind, RowOf } from '../kinds.ts'
import type { TaskRow } from '../schema.ts'
import type { Statements } from '../statements.ts'

export interface Load<K extends Kind = Kind> {
  /** The question with its values: asked once for each. */
  readonly key: string
  readonly kind: K
  /** When it asks by ids: those whose row does not come are not there. */
  readonly ids?: readonly string[]
  run(statements: Statements, owner: string): Promise<RowOf[K][]>
  /** True of the rows that belong to the answer, those of this very change included. */
  matches(row: RowOf[K]): boolean
}

const isLive = (row: { deletedAt: string | null }) => row.deletedAt === null

export function byId<K extends Kind>(kind: K, id: string): Load<K> {
  return {
    key: `${kind} ${id}`,
    kind,
    run: (statements, owner) => statements.get[kind].execute({ owner, id }) as Promise<RowOf[K][]>,
    matches: (row) => row.id === id,
  }
}

/** Subtasks one level down, those in the trash included. */
export function childrenOf(parentId: string): Load<'task'> {
  return {
    key: `children ${parentId}`,
    kind: 'task',
    run: (statements, owner) => statements.children.execute({ owner, id: parentId }),
    matches: (row) => row.parentId === parentId,
  }
}

/** Every task of a list, those in the trash included. */
export function tasksOfList(listId: string): Load<'task'> {
  return {
    key: `tasks of list ${listId}`,
    kind: 'task',
    run: (statements, owner) => statements.tasksOfList.execute({ owner, id: listId }),
    matches: (row) => row.listId === listId,
  }
}

export function tasksOfSection(sectionId: string): Load<'task'> {
  return {
    key: `tasks of section ${sectionId}`,
    kind: 'task',
    run: (statements, owner) => statements.tasksOfSection.execute({ owner, id: sectionId }),
    matches: (row) => row.sectionId === sectionId,
  }
}

export function tasksWithLabel(labelId: string): Load<'task'> {
  return {
    key: `tasks with label ${labelId}`,
    kind: 'task',
    run: (statements, owner) => statements.tasksWithLabel.execute({ owner, id: labelId }),
    matches: (row) => row.labelIds.includes(labelId),
  }
}

/** The last task of a list (null: the inbox), trash included: its position is taken as well. */
export function lastTask(listId: string | null): Load<'task'> {
  return {
    key: `last of ${listId ?? 'inbox'}`,
    kind: 'task',
    run: (statements, owner) =>
      listId === null
        ? statements.lastOfInbox.execute({ owner })
        : statements.lastOfList.execute({ owner, id: listId }),
    matches: (row) => row.listId === listId,
  }
}

/** The neighbour of a position in a list, trash included. */
export function taskBeside(
  listId: string | null,
  position: string,
  side: 'before' | 'after',
): Load<'task'> {
  const isBeside = (other: string) => (side === 'after' ? other > position : other < position)
  return {
    key: `${side} ${position} in ${listId ?? 'inbox'}`,
    kind: 'task',
    run: (statements, owner) =>
      listId === null
        ? statements.besideInInbox[side].execute({ owner, position })
        : statements.besideInList[side].execute({ owner, id: listId, position }),
    matches: (row) => row.listId === listId && isBeside(row.position),
  }
}

/** The task at that very position of a list, trash included. */
export function taskAt(listId: string | null, position: string): Load<'task'> {
  return {
    key: `at ${position} in ${listId ?? 'inbox'}`,
    kind: 'task',
    run: (statements, owner) =>
      listId === null
        ? statements.atInInbox.execute({ owner, position })
        : statements.atInList.execute({ owner, id: listId, position }),
    matches: (row) => row.listId === listId && row.position === position,
  }
}

/** All of the inbox, or of a list, in order: for the rare case that positions must be dealt anew. */
export function tasksInOrder(listId: string | null): Load<'task'> {
  return listId === null
    ? {
        key: 'tasks of inbox',
        kind: 'task',
        run: (statements, owner) => statements.tasksOfInbox.execute({ owner }),
        matches: (row) => row.listId === null,
      }
    : tasksOfList(listId)
}

export function sectionsOf(listId: string): Load<'section'> {
  return {
    key: `sections of ${listId}`,
    kind: 'section',
    run: (statements, owner) => statements.sectionsOf.execute({ owner, id: listId }),
    matches: (row) => row.listId === listId,
  }
}

export const allLists: Load<'list'> = {
  key: 'lists',
  kind: 'list',
  run: (statements, owner) => statements.allLists.execute({ owner }),
  matches: () => true,
}

export const allFilters: Load<'filter'> = {
  key: 'filters',
  kind: 'filter',
  run: (statements, owner) => statements.allFilters.execute({ owner }),
  matches: () => true,
}

export const allCalendars: Load<'calendar'> = {
  key: 'calendars',
  kind: 'calendar',
  run: (statements, owner) => statements.allCalendars.execute({ owner }),
  matches: () => true,
}

export function labelNamed(nameKey: string): Load<'label'> {
  return {
    key: `label named ${nameKey}`,
    kind: 'label',
    run: (statements, owner) => statements.labelNamed.execute({ owner, nameKey }),
    matches: (row) => row.nameKey === nameKey,
  }
}

/** What one change put into the trash and is there still. */
export function trashedTogether(seq: number): Load<'task'> {
  return {
    key: `tasks trashed by ${seq}`,
    kind: 'task',
    run: (statements, owner) => statements.trashedTogether.execute({ owner, seq }),
    matches: (row) => row.deletedBy === seq,
  }
}

export const trashedTasks: Load<'task'> = {
  key: 'trashed tasks',
  kind: 'task',
  run: (statements, owner) => statements.trashedTasks.execute({ owner }),
  matches: (row: TaskRow) => !isLive(row),
}

/** Some tasks in the trash since before that time; none that anything is below. */
export function oldTasks(before: string): Load<'task'> {
  return {
    key: `old tasks ${before}`,
    kind: 'task',
    run: (statements, owner) => statements.oldTasks.execute({ owner, before }),
    matches: ({ deletedAt }) => deletedAt !== null && deletedAt < before,
  }
}

/** The same for lists: none that any task is in. */
export function oldLists(before: string): Load<'list'> {
  return {
    key: `old lists ${before}`,
    kind: 'list',
    run: (statements, owner) => statements.oldLists.execute({ owner, before }),
    matches: ({ deletedAt }) => deletedAt !== null && deletedAt < before,
  }
}
