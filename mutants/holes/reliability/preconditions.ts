// Holes in If-Match: one for each operation that takes it, and in what a stale writer is told.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { securedOperationsOf } from '../../source/operations.ts'

const WRITE = 'http/write.ts'
const READ = "const expected = readIfMatch(call.context.req.header('if-match'))"
const REFUSAL = 'http/refusal.ts'
const SEEN = 'conformance-preconditions|versions grow|two writers'

const names: Readonly<Record<string, string>> = { updateTask: 'update', deleteTask: 'delete' }

export function preconditionHoles(api: ApiSource): Hole[] {
  const guarded = securedOperationsOf(api).filter(({ file }) => /\bIfMatch\b/.test(api.text(file)))
  return [
    ...guarded.map(({ id, method, path }): Hole => ({
      id: `X If-Match on ${names[id] ?? id}`,
      says: `${method} ${path} does not regard If-Match.`,
      seenBy: SEEN,
      edits: [
        edit(
          WRITE,
          READ,
          READ.replace('readIfMatch', `contract.operationId === '${id}' ? undefined : readIfMatch`),
        ),
      ],
    })),
    ...told,
  ]
}

const told: readonly Hole[] = [
  {
    id: 'X If-Match without what is now',
    says: 'A 412 does not show how it is now.',
    seenBy: SEEN,
    edits: [
      edit(
        REFUSAL,
        'return { current: toWire(current.kind, current.row) }',
        "return toWire(current.kind, current.row) === undefined ? { current: '' } : {}",
      ),
    ],
  },
  {
    id: 'X If-Match without the tag of now',
    says: 'A 412 does not carry the ETag to go on with.',
    seenBy: SEEN,
    edits: [
      edit(
        REFUSAL,
        'return current === undefined ? {} : { etag: versionTag(current.row.version) }',
        "return current === undefined ? {} : { 'x-nothing': versionTag(current.row.version) }",
      ),
    ],
  },
  {
    id: 'X If-Match of the trash',
    says: 'What is in the trash is restored or purged whatever its version is.',
    seenBy: SEEN,
    edits: [
      edit(
        'model/precondition.ts',
        'return requireRow(kind, row?.deletedAt === null ? undefined : row, expected)',
        'return requireRow(kind, row?.deletedAt === null ? undefined : row, expected && undefined)',
      ),
    ],
  },
]
