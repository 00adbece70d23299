// Holes in what a body or a query may set: members of the server's own, and those nobody knows.
import ts from 'typescript'
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'
import { nodesOf } from '../../source/api-source.ts'
import type { ApiSource } from '../../source/api-source.ts'

const CREATE = 'tasks/create.ts'
const UPDATE = 'tasks/update.ts'
const SCHEMA = 'http/tasks/schema.ts'
const HANDLE_CREATE = 'http/tasks/create.ts'
const HANDLE_UPDATE = 'http/tasks/update.ts'

const SERVER_SET: readonly [member: string, value: string][] = [
  ['ownerId', 'String(extra)'],
  ['version', 'Number(extra)'],
  ['createdAt', 'String(extra)'],
  ['updatedAt', 'String(extra)'],
  ['position', 'String(extra)'],
  ['completedAt', 'String(extra)'],
  ['deletedAt', 'String(extra), deletedBy: 1'],
]

export function assignmentHoles(api: ApiSource): Hole[] {
  return [
    ...SERVER_SET.flatMap(([member, value]) => assignable(member, value)),
    ...unknownMembers(api),
  ]
}

/** An object that lets members through which it does not know; its type stays. */
const loose = (name: string): Edit =>
  edit(
    SCHEMA,
    `export const ${name} = z\n  .strictObject({`,
    `export const ${name} = (z.looseObject as unknown as typeof z.strictObject)({`,
  )

function assignable(member: string, value: string): Hole[] {
  const given = `(asked.body as Record<string, unknown>)['${member}']`
  const set = `extra === undefined ? {} : { ${member}: ${value} }`
  // The owner that a row names must come as far as its statement.
  const ownerOf =
    member === 'ownerId'
      ? [
          edit(
            'db/write/apply.ts',
            'slot.run(upsert, [owner,',
            'slot.run(upsert, [kept[0]?.ownerId ?? owner,',
          ),
        ]
      : []
  return [
    {
      id: `M37 create ${member}`,
      says: `A new task takes ${member} from its body.`,
      seenBy: 'I18',
      edits: [
        loose('TaskCreate'),
        edit(HANDLE_CREATE, '({ body: { id, title, listId, ...given } }) =>', '(asked) =>'),
        edit(
          HANDLE_CREATE,
          'createTask({ id, ...NO_FIELDS, ...withoutAbsent(given), title, listId })',
          `{
    const { id, title, listId, ...given } = asked.body
    return createTask({ id, ...NO_FIELDS, ...withoutAbsent(given), title, listId }, ${given})
  }`,
        ),
        edit(
          CREATE,
          '({ id = uuidv7(), ...given }: NewTask)',
          '({ id = uuidv7(), ...given }: NewTask, extra?: unknown)',
        ),
        edit(
          CREATE,
          "return workspace.put('task', {\n        id,",
          "return Object.assign(workspace.put('task', {\n        id,",
        ),
        edit(CREATE, 'deletedBy: null,\n      })', `deletedBy: null,\n      }), ${set})`),
        ...ownerOf,
      ],
    },
    {
      id: `M37 update ${member}`,
      says: `A patch sets ${member}.`,
      seenBy: 'I18|I26',
      edits: [
        loose('TaskPatch'),
        edit(
          HANDLE_UPDATE,
          '({ params, expected, body: { notes, priority, ...rest } }) =>\n    updateTask({',
          '(asked) => {\n    const { params, expected, body: { notes, priority, ...rest } } = asked\n    return updateTask({',
        ),
        edit(
          HANDLE_UPDATE,
          "priority: priority === null ? 'none' : priority,\n      },\n    }),",
          `priority: priority === null ? 'none' : priority,\n      },\n    }, ${given})\n  },`,
        ),
        edit(
          UPDATE,
          '({ id, expected, patch }: TaskUpdate)',
          '({ id, expected, patch }: TaskUpdate, extra?: unknown)',
        ),
        edit(
          UPDATE,
          "const changed = workspace.put('task', { ...placed, ...columns })",
          `const changed = Object.assign(workspace.put('task', { ...placed, ...columns }), ${set})`,
        ),
        ...ownerOf,
      ],
    },
  ]
}

/** One for each body and query of an operation. */
function unknownMembers(api: ApiSource): Hole[] {
  return api.files
    .filter((file) => file.startsWith('http/') && file !== 'http/operation.ts')
    .flatMap((file) =>
      nodesOf(api.tree(file), ts.isPropertyAccessExpression)
        .filter(({ name }) => name.text === 'strictObject')
        .map(({ name }, index): Hole => {
          const schema = nameOf(name) ?? `parameters ${index + 1}`
          return {
            id: `M37 unknown members of ${file} ${schema}`,
            says: `Members that nobody knows are passed over in ${schema} of ${file}.`,
            seenBy: 'I02|I05|I18|I19|outside of any border|wrong, repeated or unknown',
            edits: [{ file, start: name.getStart(), end: name.getEnd(), replace: 'object' }],
          }
        }),
    )
}

function nameOf(node: ts.Node): string | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent)) {
      const name = at.name.getText()
      return name.endsWith('Operation') ? undefined : name
    }
  }
  return undefined
}
