// Holes in what comes in from a file: what it must not change, and where it has to come.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const hole = (id: string, says: string, seenBy: string, ...edits: Edit[]): Hole => ({
  id: `X import ${id}`,
  ...{ says, seenBy, edits },
})

export const importHoles: readonly Hole[] = [
  hole(
    'out of the trash',
    'What was in the trash comes in as if it had never been there.',
    "a person's export is another's import",
    edit('transfer/import/trash.ts', 'deletedAt === null', 'deletedAt === null || seq > 0'),
  ),
  hole(
    'over settings',
    'A file changes what its owner has set.',
    'settings of a file are taken once',
    edit(
      'transfer/import/settings.ts',
      "workspace.find('setting', SETTINGS_ID) !== undefined",
      "workspace.find('setting', SETTINGS_ID)?.id === ''",
    ),
  ),
  hole(
    'without settings',
    'The settings of a file are left out.',
    'settings of a file are taken once',
    edit('transfer/import/settings.ts', 'settings === null', 'settings?.timeZone !== ""'),
  ),
  hole(
    'together in the trash',
    'What came into the trash by one file comes out of it as if it had gone there together.',
    'what a file brings into the trash',
    edit('trash/together.ts', ' && one.deletedAt === other.deletedAt', ''),
  ),
  hole(
    'below the trash',
    'An open task comes in below one that is in the trash.',
    'what a file brings into the trash',
    edit(
      'transfer/join.ts',
      'task.deletedAt === null && parent.task.deletedAt !== null',
      "task.deletedAt === null && parent.task.deletedAt === ''",
    ),
  ),
  hole(
    'into a list in the trash',
    'An open task comes into a list that is in the trash.',
    'what a file brings into the trash',
    edit(
      'transfer/join.ts',
      'task.deletedAt === null && listDeletedAt !== null',
      "task.deletedAt === null && listDeletedAt === ''",
    ),
  ),
]
