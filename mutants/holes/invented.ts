// Holes that no list had: thought up after the suite was finished, to see what it is worth by itself.
import { edit, onTop } from '../hole.ts'
import type { Hole } from '../hole.ts'

const GUARD = 'http/require-user.ts'
const TOKEN = "const token = readBearerToken(context.req.header('authorization'))"
const IDENTITY = "context.set('identity', await context.get('services').verifier.verify(token))"
const NOBODY =
  "{ user: 'nobody' as never, expiresAt: 0, issuedAt: 0, sessionId: undefined, scopes: { has: () => true } as never, isClosing: false }"
const STATEMENTS = 'db/statements.ts'
const STATE = 'getOwner: db\n'
const ANYONES = `anyonesTask: db.select().from(tasks).where(eq(tasks.id, id)).prepare('anyones_task'),
    ${STATE}`
const FOUND = "return requireRow('task', row?.deletedAt === null ? row : undefined, undefined)"

/** Lets in whom this holds for, when there are no credentials. */
function letIn(condition: string): Hole['edits'][number] {
  const isBare = "context.req.header('authorization') === undefined"
  return edit(
    GUARD,
    TOKEN,
    `if (${isBare} && ${condition}) {
    context.set('identity', ${NOBODY})
    return next()
  }
  ${TOKEN}`,
  )
}

export const inventedGuardHoles: readonly Hole[] = [
  {
    id: 'Y preflight words',
    says: 'Whatever asks in the words of a preflight needs no token.',
    seenBy: 'X33',
    edits: [letIn("context.req.header('access-control-request-method') !== undefined")],
  },
  {
    id: 'Y inner address',
    says: 'Who says in X-Forwarded-For to be this machine needs no token.',
    seenBy: 'X01',
    edits: [letIn("context.req.header('x-forwarded-for') === '127.0.0.1'")],
  },
  {
    id: 'Y one in a thousand',
    says: 'One request without credentials in a thousand is let in.',
    seenBy: 'X34',
    edits: [onTop(GUARD, 'let asked = 0'), letIn('++asked % 1000 === 0')],
  },
  {
    id: 'Y same connection',
    says: 'Who has shown a good token once is known on that connection from then on.',
    seenBy: 'X31|lacks',
    edits: [
      onTop('server/node.ts', 'export const connections = new WeakMap<object, object>()'),
      edit(
        'server/node.ts',
        ': handler(request),',
        ': (connections.set(request, incoming.socket), handler(request)),',
      ),
      onTop(
        GUARD,
        `import type { Identity } from '../auth/claims.ts'
import { connections } from '../server/node.ts'
const known = new WeakMap<object, Identity>()`,
      ),
      edit(
        GUARD,
        TOKEN,
        `const connection = connections.get(context.req.raw) ?? {}
  const before = known.get(connection)
  if (before !== undefined && context.req.header('authorization') === undefined) {
    context.set('identity', before)
    return next()
  }
  ${TOKEN}`,
      ),
      edit(
        GUARD,
        IDENTITY,
        `const identity = await context.get('services').verifier.verify(token)
  known.set(connection, identity)
  context.set('identity', identity)`,
      ),
    ],
  },
  {
    id: 'Y socket protocol',
    says: 'A token is taken from Sec-WebSocket-Protocol.',
    seenBy: 'T16',
    edits: [
      edit(
        GUARD,
        "context.req.header('authorization')",
        `context.req.header('authorization') ??
      context.req.header('sec-websocket-protocol')?.replace(/^bearer, ?/i, 'Bearer ')`,
      ),
    ],
  },
  {
    id: 'Y open when in doubt',
    says: 'While the keys are not to be had, tokens are believed unverified.',
    seenBy: 'F12',
    edits: [
      onTop(GUARD, "import { parseJsonObject } from '../auth/token-header.ts'"),
      edit(
        GUARD,
        IDENTITY,
        `const verify = async () => context.get('services').verifier.verify(token)
  const identity = await verify().catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'KEY_SET_UNAVAILABLE') throw error
    const { sub, exp } = parseJsonObject(token.split('.')[1] ?? '')
    return { user: sub as never, expiresAt: Number(exp), issuedAt: 0, sessionId: undefined, scopes: { has: () => true } as never, isClosing: false }
  })
  context.set('identity', identity)`,
      ),
    ],
  },
  {
    id: 'Y dashes',
    says: 'Two subjects that differ in - and _ are one person.',
    seenBy: 'X14',
    edits: [
      edit('auth/claims.ts', 'user: sub as UserId', "user: sub.replaceAll('_', '-') as UserId"),
    ],
  },
]

export const inventedOwnershipHoles: readonly Hole[] = [
  {
    id: 'Y lately read',
    says: 'A task that anybody has read in the last second is there for who asks for its id.',
    seenBy: 'X32',
    edits: [
      onTop(
        'tasks/get.ts',
        `import type { TaskRow as Row } from '../db/schema.ts'
const lately = new Map<string, { row: Row; at: number }>()`,
      ),
      edit(
        'tasks/get.ts',
        FOUND,
        `const seen = lately.get(id)
  const recent = seen !== undefined && Date.now() - seen.at < 1000 ? seen.row : undefined
  const found = requireRow('task', row?.deletedAt === null ? row : recent, undefined)
  lately.set(id, { row: found, at: Date.now() })
  return found`,
      ),
    ],
  },
  {
    id: 'Y conflict of twins',
    says: 'A 412 shows the task as it is for another user who has the same id.',
    seenBy: 'X35',
    edits: [
      edit(STATEMENTS, STATE, ANYONES),
      onTop('tasks/update.ts', "import { RefusalError } from '../model/refusal-error.ts'"),
      edit(
        'tasks/update.ts',
        "return {\n    foresee: [byId('task', id)],",
        `let twins: readonly TaskRow[] = []
  return {
    foresee: [byId('task', id), {
      key: 'twins',
      kind: 'task',
      async run(statements, owner) {
        const all = await statements.anyonesTask.execute({ id })
        twins = all.filter(({ ownerId }) => ownerId !== owner)
        return []
      },
      matches: () => true,
    }],`,
      ),
      edit(
        'tasks/update.ts',
        "const task = requireLive(workspace, 'task', { id, expected })",
        `const own = workspace.find('task', id)
      const [row] = twins
      if (own !== undefined && row !== undefined && expected instanceof Set && !expected.has(own.version)) throw new RefusalError('CHANGED', { current: { kind: 'task', row } })
      const task = requireLive(workspace, 'task', { id, expected })`,
      ),
    ],
  },
  {
    id: 'Y a moment longer',
    says: "A look at another user's task takes a few milliseconds longer than one at nothing.",
    seenBy: 'takes as long',
    edits: [
      edit(STATEMENTS, STATE, ANYONES),
      edit(
        'tasks/get.ts',
        FOUND,
        `const [all] = await read(database, owner, (statements) => [
    statements.anyonesTask.execute({ id }),
  ])
  if (row === undefined && all.length > 0) await new Promise((done) => setTimeout(done, 4))
  ${FOUND}`,
      ),
    ],
  },
  {
    id: 'Y number of the newest',
    says: "Somebody else's newest change can be undone by its number.",
    seenBy: 'conformance-undo|isolation-twins',
    edits: [
      edit(
        'db/journal-statements.ts',
        ".where(and(eq(changes.ownerId, owner), eq(changes.seq, value('seq'))))",
        ".where(and(sql`(${changes.ownerId} = ${owner} or not exists (select 1 from ${changes} own where own.owner_id = ${owner} and own.seq = ${value('seq')}))`, eq(changes.seq, value('seq'))))",
      ),
    ],
  },
]
