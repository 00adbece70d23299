// Holes in the trash: what stays behind, what is still seen, what goes without having been there.
import { edit, onTop } from '../../hole.ts'
import type { Edit, Hole, PlacedEdit } from '../../hole.ts'

const PURGE = 'trash/purge.ts'
const RESTORE = 'trash/restore.ts'
const READ = 'trash/read.ts'
const PRECONDITION = 'model/precondition.ts'
const SHOWN = 'row?.deletedAt === null ? row : undefined'

const hole = (id: string, says: string, ...edits: (Edit | PlacedEdit)[]): Hole => ({
  id: `X trash ${id}`,
  says,
  seenBy: 'conformance-trash',
  edits,
})

export const trashHoles: readonly Hole[] = [
  hole(
    'without subtasks',
    'A task that goes to the trash leaves its subtasks behind.',
    edit(
      'tasks/delete.ts',
      'of descendantsOf(workspace, id)',
      'of descendantsOf(workspace, id).slice(0, 0)',
    ),
  ),
  hole(
    'without deeper subtasks',
    'A task that goes to the trash leaves the subtasks of its subtasks behind.',
    edit(
      'tasks/delete.ts',
      'of descendantsOf(workspace, id)',
      'of descendantsOf(workspace, id).filter(({ parentId }) => parentId === id)',
    ),
  ),
  hole(
    'without tasks',
    'A list that goes to the trash leaves its tasks behind.',
    edit(
      'lists/delete.ts',
      'of workspace.select(tasksOfList(id))',
      'of workspace.select(tasksOfList(id)).slice(0, 0)',
    ),
  ),
  hole(
    'for good',
    'A task that is deleted is gone for good at once.',
    edit(
      'tasks/delete.ts',
      "return workspace.put('task', { ...task, ...trashed })",
      "workspace.remove('task', id)\n      return task",
    ),
  ),
  hole(
    'that is read',
    'A task in the trash can still be read.',
    edit('tasks/get.ts', SHOWN, 'row'),
  ),
  hole(
    'of lists that is read',
    'A list in the trash can still be read.',
    edit('lists/read.ts', SHOWN, 'row'),
  ),
  hole(
    'of sections that is read',
    'A section of a list in the trash can still be read.',
    edit(
      'sections/read.ts',
      'list?.deletedAt === null ? section : undefined',
      'list === undefined ? undefined : section',
    ),
  ),
  hole(
    'that is changed',
    'What is in the trash can be changed, moved and deleted again.',
    edit(
      PRECONDITION,
      `return requireRow(kind, ${SHOWN}, expected)`,
      'return requireRow(kind, row, expected)',
    ),
  ),
  hole(
    'that is listed',
    'A list shows tasks in the trash.',
    edit('db/list-statements.ts', 'isNull(tasks.deletedAt),', ''),
  ),
  hole(
    'of lists that is listed',
    'Lists in the trash are shown among the others.',
    edit('lists/read.ts', '.filter(({ deletedAt }) => deletedAt === null)', ''),
  ),
  hole(
    'of sections that is listed',
    'Sections of lists in the trash are shown among the others.',
    edit('sections/read.ts', 'deletedAt === null && (listId', 'deletedAt !== undefined && (listId'),
  ),
  hole(
    'that is counted',
    'Tasks in the trash are counted.',
    edit('db/statements.ts', '.where(and(ofTasks, isNull(tasks.deletedAt)))', '.where(ofTasks)'),
  ),
  hole(
    'purges what is there',
    'A task that is not in the trash can be deleted for good.',
    onTop(PURGE, "import { requireRow } from '../model/precondition.ts'"),
    edit(
      PURGE,
      "requireTrashed(workspace, 'task', target)",
      "requireRow('task', workspace.find('task', target.id), target.expected)",
    ),
  ),
  hole(
    'purges lists that are there',
    'A list that is not in the trash can be deleted for good.',
    onTop(PURGE, "import { requireRow } from '../model/precondition.ts'"),
    edit(
      PURGE,
      "requireTrashed(workspace, 'list', target)",
      "requireRow('list', workspace.find('list', target.id), target.expected)",
    ),
  ),
  hole(
    'emptied of all lists',
    'To empty the trash takes every list.',
    edit(PURGE, 'if (deletedAt !== null) removeList(workspace, id)', 'removeList(workspace, id)'),
  ),
  hole(
    'emptied but for lists',
    'To empty the trash leaves lists in it.',
    edit(
      PURGE,
      'if (deletedAt !== null) removeList(workspace, id)',
      "if (deletedAt === '') removeList(workspace, id)",
    ),
  ),
  hole(
    'emptied but for tasks',
    'To empty the trash leaves tasks in it.',
    edit(
      PURGE,
      "for (const task of workspace.select(trashedTasks)) workspace.remove('task', task.id)",
      'void trashedTasks',
    ),
  ),
  hole(
    'purged without a word',
    'Subtasks go for good without anybody being told.',
    edit(PURGE, 'removeTask(workspace, child.id)', 'void child.id'),
  ),
  hole(
    'restored without subtasks',
    'Subtasks that went with a task stay in the trash.',
    edit(
      RESTORE,
      'if (wentTogether(child, task)) bringBack(workspace, child)',
      "if (child.id === '') bringBack(workspace, child)",
    ),
  ),
  hole(
    'restored with others',
    'Subtasks that were deleted before by themselves come back as well.',
    edit(
      RESTORE,
      'if (wentTogether(child, task)) bringBack(workspace, child)',
      'if (child.deletedBy !== null) bringBack(workspace, child)',
    ),
  ),
  hole(
    'restored into the trash',
    'A task comes back to a list that is in the trash.',
    edit(RESTORE, 'const listId = isListThere ? task.listId : null', 'const { listId } = task'),
    edit(RESTORE, 'sectionId: isListThere ? task.sectionId : null', 'sectionId: task.sectionId'),
  ),
  hole(
    'restored below the trash',
    'A task comes back below one that is in the trash.',
    edit(
      RESTORE,
      'parent?.deletedAt === null && parent.listId === listId',
      'parent?.listId === listId',
    ),
  ),
  hole(
    'restored without tasks',
    'Tasks that went with a list stay in the trash.',
    edit(RESTORE, "workspace.put('task', { ...task, ...LIVE })", 'void task'),
  ),
  hole(
    'restores what is there',
    'What is not in the trash can be restored.',
    edit(
      PRECONDITION,
      'return requireRow(kind, row?.deletedAt === null ? undefined : row, expected)',
      'return requireRow(kind, row, expected)',
    ),
  ),
  hole(
    'shown with all that went along',
    'The trash shows what went with a list or a parent by itself.',
    edit(
      READ,
      'tasks.filter((row) => !wentAlong(row))',
      'tasks.filter((row) => !wentAlong(row) || row.id !== "")',
    ),
  ),
  hole(
    'shown without lists',
    'The trash does not show lists.',
    edit(
      READ,
      'lists.filter((row) => row.deletedAt !== null)',
      "lists.filter((row) => row.deletedAt === '')",
    ),
  ),
  hole(
    'shown with what is there',
    'The trash shows lists that are not in it.',
    edit(
      READ,
      'lists.filter((row) => row.deletedAt !== null)',
      'lists.filter((row) => row.name !== "")',
    ),
  ),
  hole(
    'shown oldest first',
    'The trash begins with what is oldest.',
    edit(READ, 'byBytes(wentAt(other), wentAt(one))', 'byBytes(wentAt(one), wentAt(other))'),
  ),
  hole(
    'of any size',
    'The trash is shown whole, whatever was asked.',
    edit(READ, 'items: items.slice(0, limit)', 'items: items.slice(0, limit * 1e6)'),
  ),
]
