// Holes in what a body may name: lists, sections, parents, labels and neighbours, each of which has
// to be there, to be the owner's and to fit.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const REFERENCES = 'model/references.ts'
const MOVE = 'tasks/move.ts'
const LABEL = 'labels/label.ts'
const SEEN = 'conformance-references'
const UNIT = 'a reference'

const hole = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X reference ${id}`,
  says,
  seenBy: SEEN,
  edits,
})

const PARENT = "if (parent?.deletedAt !== null) throw refuseReference('/parentId', UNKNOWN)"

export const referenceHoles: readonly Hole[] = [
  hole(
    'to any list',
    'A list that a task names is not looked up.',
    edit(REFERENCES, "if (listId !== null) requireList(workspace, listId, '/listId')", ''),
  ),
  hole(
    'to a trashed list',
    'A task may be put into a list in the trash.',
    edit(
      REFERENCES,
      "workspace.find('list', listId)?.deletedAt !== null",
      "workspace.find('list', listId) === undefined",
    ),
  ),
  hole(
    'of a section to any list',
    'A list that a new section names is not looked up.',
    edit('sections/create.ts', "requireList(workspace, listId, '/listId')", 'void requireList'),
  ),
  hole(
    'to any section',
    'A section that a task names is not looked up.',
    edit(
      REFERENCES,
      "if (section === undefined) throw refuseReference('/sectionId', UNKNOWN)",
      'if (section === undefined) return',
    ),
  ),
  hole(
    'to a section elsewhere',
    'A section may be one of another list.',
    edit(
      REFERENCES,
      "if (section.listId !== listId) throw refuseReference('/sectionId', 'is in another list')",
      '',
    ),
  ),
  hole(
    'to any parent',
    'A parent that a task names is not looked up.',
    edit(REFERENCES, PARENT, `if (parent === undefined) return\n  ${PARENT.replace('?.', '.')}`),
  ),
  hole(
    'to a trashed parent',
    'A task may be put below one in the trash.',
    edit(
      REFERENCES,
      PARENT,
      "if (parent === undefined) throw refuseReference('/parentId', UNKNOWN)",
    ),
  ),
  hole(
    'to a parent elsewhere',
    'A parent may be in another list.',
    edit(
      REFERENCES,
      "if (parent.listId !== listId) throw refuseReference('/parentId', 'is in another list')",
      '',
    ),
  ),
  hole(
    'in a circle',
    'A task may be put below its own subtask.',
    edit(REFERENCES, "if (above.some(({ id }) => id === taskId)) return 'circle'", ''),
  ),
  hole(
    'to any depth',
    'Subtasks may have any depth.',
    edit(
      REFERENCES,
      'above.length + heightOf(workspace, taskId, children) > MAX_DEPTH',
      'above.length > MAX_DEPTH * 9 + heightOf(workspace, taskId, children)',
    ),
  ),
  hole(
    'to one level too deep',
    'Subtasks may be one level too deep.',
    edit(
      REFERENCES,
      'above.length + heightOf(workspace, taskId, children) > MAX_DEPTH',
      'above.length + heightOf(workspace, taskId, children) > MAX_DEPTH + 1',
    ),
  ),
  hole(
    'without its own subtasks',
    'How deep a task may go does not regard what is below it.',
    edit(
      REFERENCES,
      'above.length + heightOf(workspace, taskId, children) > MAX_DEPTH',
      'above.length + Math.min(1, heightOf(workspace, taskId, children)) > MAX_DEPTH',
    ),
  ),
  hole(
    'to any label',
    'Labels that a new task names are not looked up.',
    edit('tasks/create.ts', 'requireLabels(workspace, fields.labelIds)', 'void requireLabels'),
  ),
  hole(
    'to any label by a patch',
    'Labels that a patch names are not looked up.',
    edit('tasks/update.ts', 'requireLabels(workspace, patched.labelIds)', 'void requireLabels'),
  ),
  hole(
    'to the first label',
    'Only the first label is looked up.',
    edit(REFERENCES, 'of labelIds.entries()', 'of labelIds.slice(0, 1).entries()'),
  ),
  hole(
    'to one label twice',
    'A label may be named twice.',
    edit(
      'http/tasks/schema.ts',
      ".refine((ids) => new Set(ids).size === ids.length, 'must name each label once')",
      '',
    ),
  ),
  hole(
    'by a patch',
    'A place that a patch names is not judged.',
    edit(MOVE, 'requirePlace(workspace, place, task.id)', 'void requirePlace'),
  ),
  hole(
    'by a new task',
    'A place that a new task names is not judged.',
    edit('tasks/create.ts', 'requirePlace(workspace, fields, id)', 'void requirePlace'),
  ),
  hole(
    'to a trashed neighbour',
    'A task may be put beside one in the trash.',
    edit(MOVE, 'if (row?.deletedAt !== null) throw', 'if (row === undefined) throw'),
  ),
  hole(
    'to a neighbour elsewhere',
    'A task may be put beside one of another list than it says.',
    edit(
      MOVE,
      'if (neighbour !== undefined && neighbour.listId !== listId) {',
      'if (neighbour !== undefined && neighbour.listId !== listId && neighbour.title === null) {',
    ),
  ),
  hole(
    'to a trashed list before',
    'A list may be put after one in the trash.',
    edit(
      'lists/update.ts',
      'if (after !== null && before?.deletedAt !== null) {',
      'if (after !== null && before === undefined) {',
    ),
  ),
  hole(
    'to any list before',
    'The list to stand after is not looked up.',
    edit(
      'lists/update.ts',
      'if (after !== null && before?.deletedAt !== null) {',
      "if (after === '' && before?.deletedAt !== null) {",
    ),
  ),
  hole(
    'to a section before elsewhere',
    'A section may be put after one of another list.',
    edit(
      'sections/update.ts',
      'if (after !== null && before?.listId !== section.listId) {',
      'if (after !== null && before === undefined) {',
    ),
  ),
  hole(
    'without its place',
    'A refused reference does not say which member it was.',
    edit(
      'http/refusal.ts',
      'return pointer === undefined ? {} : { errors: [{ pointer, detail }] }',
      "return pointer === undefined ? {} : { errors: [{ pointer: '', detail }] }",
    ),
  ),
  hole(
    'by a label of the same name',
    'Two labels may have one name.',
    edit(
      LABEL,
      'if (workspace.select(labelNamed(nameKey)).some((label) => label.id !== id)) {',
      'if (workspace.select(labelNamed(nameKey)).some((label) => label.id === id)) {',
    ),
  ),
  hole(
    'by a label in another case',
    'Two labels may have names that differ in case alone.',
    edit(LABEL, "return name.normalize('NFKC').toLowerCase()", "return name.normalize('NFKC')"),
  ),
  hole(
    'by a label composed otherwise',
    'Two labels may have names that look the same.',
    edit(LABEL, "return name.normalize('NFKC').toLowerCase()", 'return name.toLowerCase()'),
  ),
  {
    id: 'X reference kept by nothing',
    says: 'The schema lets a task name a list that is not there.',
    suite: 'unit',
    seenBy: `${UNIT}|points at a row that is not there`,
    edits: [
      edit(
        'db/migrations/0002_task_model.sql',
        'ADD FOREIGN KEY (owner_id, list_id) REFERENCES lists (owner_id, id) DEFERRABLE INITIALLY DEFERRED,',
        '',
      ),
    ],
  },
]
