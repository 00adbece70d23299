// Holes in which an id is enough: what is read of anybody is written to anybody, and what takes one
// takes all.
import { edit, onTop } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { loadUses } from '../../source/loads.ts'

const APPLY = 'db/write/apply.ts'
const PURGE = 'trash/purge.ts'

const byAnybody: readonly [verb: string, question: string][] = [
  ['update', 'tasks/update.ts task id'],
  ['delete', 'tasks/delete.ts task id'],
  ['move', 'tasks/move.ts task id'],
  ['restore', 'trash/restore.ts task id'],
  ['purge', 'trash/purge.ts task target.id'],
]

/** Read without the owner and written without the owner: the row of somebody else is really changed. */
export function chainHoles(api: ApiSource): Hole[] {
  const questions = loadUses(api)
  const chains = byAnybody.map(([verb, question]): Hole => {
    const read = questions.find(({ name }) => name === question)
    if (read === undefined) throw new Error(`no way to ${verb} a task`)
    return {
      id: `M31 ${verb}`,
      says: `To ${verb} a task, its id is enough.`,
      seenBy: 'never existed|I25',
      edits: [
        ...read.edits,
        edit(
          APPLY,
          "select $1, ${names.join(', ')} from given",
          "select coalesce((select other.owner_id from ${table} other where other.id = given.id order by other.owner_id = $1 desc limit 1), $1), ${names.join(', ')} from given",
        ),
        edit(APPLY, 'where ${table}.owner_id = $1', 'where (${table}.owner_id = $1 or true)'),
        edit(
          APPLY,
          'where owner_id = $1 and id in (select value::uuid',
          'where (owner_id = $1 or true) and id in (select value::uuid',
        ),
      ],
    }
  })
  return [...chains, ...takesAll]
}

const takesAll: readonly Hole[] = [
  {
    id: 'M35 delete',
    says: "A delete takes all of the list's tasks.",
    seenBy: 'I75|deletes|versions grow|Location|I62',
    edits: [
      onTop('tasks/delete.ts', "import { tasksInOrder } from '../db/write/loads.ts'"),
      edit(
        'tasks/delete.ts',
        'of descendantsOf(workspace, id)',
        'of [...descendantsOf(workspace, id), ...workspace.select(tasksInOrder(task.listId))]',
      ),
    ],
  },
  {
    id: 'M35 update',
    says: "An update changes all of the list's tasks.",
    seenBy: 'leaves the others as they are',
    edits: [
      onTop('tasks/update.ts', "import { tasksInOrder } from '../db/write/loads.ts'"),
      edit(
        'tasks/update.ts',
        "const changed = workspace.put('task', { ...placed, ...columns })",
        "for (const other of workspace.select(tasksInOrder(task.listId))) workspace.put('task', { ...other, title: patched.title })\n      const changed = workspace.put('task', { ...placed, ...columns })",
      ),
    ],
  },
  {
    id: 'M35 purge',
    says: 'To purge one task empties the trash.',
    seenBy: 'conformance-trash',
    edits: [
      edit(
        PURGE,
        'removeTask(workspace, task.id)\n      return task',
        'for (const one of workspace.select(trashedTasks)) removeTask(workspace, one.id)\n      return task',
      ),
    ],
  },
  {
    id: 'M35 restore',
    says: 'To restore one task restores the whole trash.',
    seenBy: 'conformance-trash',
    edits: [
      onTop('trash/restore.ts', "import { trashedTasks } from '../db/write/loads.ts'"),
      edit(
        'trash/restore.ts',
        'const below = descendantsOf(workspace, id)',
        'const below = [...descendantsOf(workspace, id), ...workspace.select(trashedTasks)].map((one) => ({ ...one, deletedBy: task.deletedBy }))',
      ),
    ],
  },
]
