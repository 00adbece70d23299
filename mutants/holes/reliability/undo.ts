// Holes in undo and in history: what is taken back, what stands against it, and what is told of it.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const UNDO = 'changes/undo.ts'
const HISTORY = 'changes/history.ts'
const JOURNAL = 'db/journal-statements.ts'
const APPLY = 'db/write/apply.ts'

const undo = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X undo ${id}`,
  says,
  seenBy: 'conformance-undo',
  edits,
})

const history = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X history ${id}`,
  says,
  seenBy: 'conformance-history',
  edits,
})

export const undoHoles: readonly Hole[] = [
  undo(
    'over what came later',
    'A row that has changed since is set back as well.',
    edit(UNDO, 'requireUntouched(workspace, row)', 'void requireUntouched'),
  ),
  undo(
    'over what is in use',
    'What something later rests on is taken away.',
    edit(UNDO, 'requireWhole(workspace, row, around)', 'void requireWhole'),
  ),
  undo(
    'by halves',
    'Of a change that touched several rows only the first is taken back.',
    edit(
      UNDO,
      'bringBack(workspace, record.rows)',
      'bringBack(workspace, record.rows.slice(0, 1))',
    ),
  ),
  undo(
    'of what was made',
    'What a change made stays.',
    edit(
      UNDO,
      'for (const row of record.rows) if (row.before === null) workspace.remove(row.kind, row.id)',
      '',
    ),
  ),
  undo(
    'twice',
    'A change can be taken back twice.',
    edit(
      UNDO,
      'if (record === undefined || record.undoneBy !== null)',
      'if (record === undefined)',
    ),
  ),
  undo(
    'that nobody knows of',
    'An undo is not known as one: the next one takes it back.',
    edit(UNDO, 'workspace.undoes = record.seq', 'void record.seq'),
  ),
  undo(
    'of an undo',
    'The newest change to undo may be an undo.',
    edit(JOURNAL, 'and c.undoes is null and c.undone_by is null', 'and c.undone_by is null'),
  ),
  undo(
    'of what is undone',
    'The newest change to undo may be undone already.',
    edit(JOURNAL, 'and c.undoes is null and c.undone_by is null', 'and c.undoes is null'),
  ),
  undo(
    'once and never again',
    'What was done again by undoing an undo cannot be undone any more.',
    edit(
      APPLY,
      'or seq = (select undoes from changes where owner_id = $1 and seq = $2::bigint))',
      'or false)',
    ),
  ),
  undo(
    'of the newest',
    'Whichever change is named, the newest is undone.',
    edit(
      UNDO,
      "workspace.change(number ?? 'last')",
      "workspace.change(number === 0 ? number : 'last')",
    ),
  ),
  undo(
    'onto a place that is taken',
    'A task comes back to a position that another has by now.',
    edit(UNDO, 'makeRoom(workspace, record.rows)', 'void makeRoom'),
  ),
  undo(
    'onto a place that another section has',
    'A section comes back to a position that another has by now, and so not at all.',
    edit(
      'changes/bring-back.ts',
      "if (kind === 'section') makeRoomAmong(workspace, id, sectionsOf((row as SectionRow).listId))",
      'void sectionsOf',
    ),
  ),
  undo(
    'with old times',
    'What is undone keeps its version: nobody who follows is told.',
    edit(
      'db/write/workspace.ts',
      'return this.#set(kind, row, row.createdAt)',
      'return Object.assign(this.#set(kind, row, row.createdAt), { version: row.version })',
    ),
  ),
  undo(
    'untold',
    'The answer to an undo does not say what is different now.',
    edit('http/changes/undo.ts', 'items: changes.map(', 'items: changes.slice(0, 0).map('),
  ),
  history(
    'without undo',
    'History does not say what an undo took back.',
    edit(
      HISTORY,
      'undoes,\n      undoneBy,\n      before:',
      'undoes: undoes && null,\n      undoneBy,\n      before:',
    ),
  ),
  history(
    'without what undid it',
    'History does not say by what a change was taken back.',
    edit(
      HISTORY,
      'undoes,\n      undoneBy,\n      before:',
      'undoes,\n      undoneBy: undoneBy && null,\n      before:',
    ),
  ),
  history(
    'from the wrong side',
    'History shows as before what was after.',
    edit(HISTORY, 'before: before as TaskRow | null', 'before: after as TaskRow | null'),
  ),
  history(
    'oldest first',
    'History begins with what is oldest.',
    edit(JOURNAL, '.orderBy(desc(changeRows.seq))', '.orderBy(asc(changeRows.seq))'),
  ),
  history(
    'of what is not there',
    'A task that is not there has an empty history.',
    edit(
      HISTORY,
      "if (task === undefined) throw new RefusalError('NOT_FOUND')",
      'void [task, RefusalError]',
    ),
  ),
  history(
    'of every row',
    "A task's history shows that of every other.",
    edit(JOURNAL, "eq(changeRows.id, value('id')),", "sql`${value('id')}::uuid is not null`,"),
  ),
  history(
    'without its end',
    'The next page of a history begins with what was seen.',
    edit(
      HISTORY,
      'next: found[limit]?.seq ?? null',
      'next: found[limit] === undefined ? null : (found[0]?.seq ?? null)',
    ),
  ),
  history(
    'of another operation',
    'History says that everything was done by one operation.',
    edit(
      'http/write.ts',
      'const writer = { owner: user, session, operation: operationId,',
      "const writer = { owner: user, session, operation: 'updateTask',",
    ),
  ),
  history(
    'of nobody',
    'History does not say which session it was.',
    edit(
      'http/write.ts',
      'const writer = { owner: user, session, operation: operationId,',
      'const writer = { owner: user, session: session && undefined, operation: operationId,',
    ),
  ),
]
