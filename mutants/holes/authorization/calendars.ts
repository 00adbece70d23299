// Holes in the addresses of calendars, which open to whoever has them, and in what ages and is forgotten.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const ADDRESS = 'calendars/address.ts'
const SECRET = 'return given.length === kept.length && timingSafeEqual(given, kept)'

const hole = (id: string, says: string, seenBy: string, ...edits: Edit[]): Hole => ({
  id,
  says,
  suite: 'unit',
  seenBy,
  edits,
})

export const calendarHoles: readonly Hole[] = [
  hole(
    'M46',
    'The secret of an address needs only begin like that of a calendar.',
    'by every character of what is kept',
    edit(ADDRESS, SECRET, 'return timingSafeEqual(given.subarray(0, 1), kept.subarray(0, 1))'),
  ),
  hole(
    'M46 any',
    'Whatever the secret is, an address with the id of a calendar is good.',
    'its id is used again',
    edit(ADDRESS, SECRET, 'return timingSafeEqual(given, given) && kept.length > 0'),
  ),
  hole(
    'X calendar undone',
    'An address that was ended comes back by an undo.',
    'GET /v1/feeds',
    edit(
      'changes/undo.ts',
      "case 'calendar':\n      return false",
      "case 'calendar':\n      return true",
    ),
  ),
  hole(
    'X calendars without end',
    'A person may have any number of calendars.',
    'POST /v1/calendars',
    edit('calendars/create.ts', '.length >= MAX_CALENDARS', '.length >= MAX_CALENDARS * 1e6'),
  ),
  hole(
    'X upkeep of the young',
    'What has been in the trash for a moment is purged with what is old.',
    'upkeep',
    edit(
      'db/trash-statements.ts',
      "lt(tasks.deletedAt, value('before'))",
      "sql`${value('before')}::text is not null`",
    ),
    edit(
      'db/write/loads.ts',
      'statements.oldTasks.execute({ owner, before }),\n    matches: ({ deletedAt }) => deletedAt !== null && deletedAt < before',
      'statements.oldTasks.execute({ owner, before }),\n    matches: ({ deletedAt }) => deletedAt !== null',
    ),
  ),
]
