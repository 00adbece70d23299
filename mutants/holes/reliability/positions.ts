// Holes in the order of a list: positions that collide, moves that go elsewhere.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const POSITIONS = 'model/positions.ts'
const MOVE = 'tasks/move.ts'
const STATEMENTS = 'db/place-statements.ts'
const OTHER = "(side === 'after' ? others[0] : others.at(-1)) ?? null"

const hole = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X position ${id}`,
  says,
  seenBy: 'conformance-moves|stands apart',
  edits,
})

export const positionHoles: readonly Hole[] = [
  hole(
    'of sections in any list',
    'Sections of all lists come in the order in which the lists were made.',
    edit(
      'sections/read.ts',
      'const rows = lists\n    .filter',
      'const rows = lists\n    .toSorted((one, other) => (one.id < other.id ? -1 : 1))\n    .filter',
    ),
  ),
  hole(
    'of the next',
    'A task that is moved gets the position that the next one has.',
    edit(POSITIONS, OTHER, 'others.length < 0 ? side : null'),
  ),
  hole(
    'among all',
    'A task is put at the far end and not beside its neighbour.',
    edit(POSITIONS, OTHER, "(side === 'after' ? others.at(-1) : others[0]) ?? null"),
  ),
  hole(
    'of what is in the trash',
    'A new task gets the position of one in the trash.',
    edit(
      STATEMENTS,
      'lastOfInbox: db\n      .select()\n      .from(tasks)\n      .where(inInbox)',
      'lastOfInbox: db\n      .select()\n      .from(tasks)\n      .where(and(inInbox, isNull(tasks.deletedAt)))',
    ),
  ),
  hole(
    'of one place',
    'Every new task has the same position.',
    edit(
      POSITIONS,
      'return generateKeyBetween(workspace.positions(load).at(-1) ?? null, null)',
      'return generateKeyBetween(workspace.positions(load).slice(0, 0).at(-1) ?? null, null)',
    ),
  ),
  hole(
    'at the front',
    'What is new comes first.',
    edit(
      POSITIONS,
      'return generateKeyBetween(workspace.positions(load).at(-1) ?? null, null)',
      'return generateKeyBetween(null, workspace.positions(load)[0] ?? null)',
    ),
  ),
  hole(
    'on the other side',
    'What is to stand before stands after.',
    edit(
      MOVE,
      "const side = before === undefined ? 'after' : 'before'",
      "const side = before === undefined ? 'before' : 'after'",
    ),
  ),
  hole(
    'of no move',
    'A task that is moved beside another stays where it is.',
    edit(
      MOVE,
      'if (beside === undefined || beside.row.id === id) return moved',
      "if (beside === undefined || beside.row.id !== '') return moved",
    ),
  ),
  hole(
    'without subtasks',
    'A task that is moved into another list leaves its subtasks behind.',
    edit(MOVE, 'for (const child of below) {', 'for (const child of below.slice(0, 0)) {'),
  ),
  hole(
    'of another parent',
    'A task that is moved beside a subtask does not become one.',
    edit(
      MOVE,
      '(stays ? task.parentId : null) : neighbour.parentId',
      '(stays ? task.parentId : null) : task.parentId',
    ),
  ),
  hole(
    'of another section',
    'A task that is moved beside another keeps its own section.',
    edit(
      MOVE,
      '(stays ? task.sectionId : null) : neighbour.sectionId',
      '(stays ? task.sectionId : null) : task.sectionId',
    ),
  ),
  hole(
    'with the old section',
    'A task that is moved into another list keeps its section.',
    edit(
      MOVE,
      'sectionId = neighbour === undefined ? (stays ? task.sectionId : null)',
      'sectionId = neighbour === undefined ? task.sectionId',
    ),
  ),
  hole(
    'of a list taken',
    'A list is put where another one is.',
    edit(
      'lists/update.ts',
      'return generateKeyBetween(before?.position ?? null, others[0] ?? null)',
      'return generateKeyBetween(before?.position ?? null, others[9] ?? null)',
    ),
  ),
  hole(
    'of a list not moved',
    'A list stays where it is.',
    edit(
      'lists/update.ts',
      'after === undefined ? list.position :',
      'after !== list.id ? list.position :',
    ),
  ),
  hole(
    'of a section taken',
    'A section is put where another one is.',
    edit(
      'sections/update.ts',
      'return generateKeyBetween(before?.position ?? null, others[0] ?? null)',
      'return generateKeyBetween(before?.position ?? null, others[9] ?? null)',
    ),
  ),
  {
    id: 'X position of any length',
    says: 'Positions grow for ever.',
    suite: 'unit',
    seenBy: 'the order of a list',
    edits: [
      edit(
        POSITIONS,
        'between.length <= MAX_POSITION_LENGTH',
        'between.length <= MAX_POSITION_LENGTH * 9',
      ),
    ],
  },
  {
    id: 'X position dealt anew',
    says: 'Where there is no room left, the order is lost.',
    suite: 'unit',
    seenBy: 'the order of a list',
    edits: [
      edit(
        POSITIONS,
        'rows.sort((one, other) => byBytes(one.position, other.position))',
        'rows.sort((one, other) => byBytes(one.id, other.id))',
      ),
    ],
  },
  {
    id: 'X position without room at its end',
    says: 'A list that is dealt anew finds no room beside its first task.',
    suite: 'unit',
    seenBy: 'has always room',
    edits: [
      edit(
        POSITIONS,
        'return keyBeside(dealt[at]?.position ?? position, beside?.position ?? null, side)',
        'return positionBeside(workspace, dealt[at] ?? neighbour, beside === undefined ? side : side)',
      ),
    ],
  },
]
