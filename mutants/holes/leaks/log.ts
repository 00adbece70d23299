// Holes in the log and in what a fault of ours shows.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const LOG = 'http/request-log.ts'
const PROBLEMS = 'http/problems.ts'
const ERRORS = 'db/errors.ts'
const LINE = "reason: context.get('reason'),"
const FAULTS = 'F07|fault'
const ANSWERED = 'return answerProblem(context, slug, particularsOf(error))'

/** One more member of the line. */
function logged(id: string, says: string, value: string, seenBy = 'T60|X24'): Hole {
  return { id, says, seenBy, edits: [edit(LOG, LINE, `${LINE}\n        more: ${value},`)] }
}

/** The body of a 500 has a detail. `fault` is what went wrong. */
function told(id: string, says: string, detail: string): Hole {
  return {
    id,
    says,
    seenBy: FAULTS,
    edits: [
      edit(
        PROBLEMS,
        ANSWERED,
        `const fault = error instanceof Error ? error : new Error(String(error))
  if (slug === 'internal-error') return answerProblem(context, slug, { members: { detail: ${detail} } })
  ${ANSWERED}`,
      ),
      // What the database said must have come this far to be told.
      edit(
        ERRORS,
        'return new DatabaseError(classify(reason), reason)',
        'return new DatabaseError(classify(reason), reason, { cause: error })',
      ),
    ],
  }
}

const inner = '(fault.cause instanceof Error ? fault.cause : fault)'

export const logHoles: readonly Hole[] = [
  {
    id: 'X session in the history',
    says: "A task's history shows the id of the session that changed it.",
    seenBy: 'conformance-history',
    edits: [
      edit(
        'http/write.ts',
        "sessionId && createHash('sha256').update(sessionId).digest('base64url')",
        'sessionId',
      ),
    ],
  },
  {
    id: 'X session in the history by its beginning',
    says: "A task's history shows how the id of the session begins.",
    seenBy: 'conformance-history',
    edits: [
      edit(
        'http/write.ts',
        "createHash('sha256').update(sessionId).digest('base64url')",
        '`${sessionId.slice(0, 8)}…`',
      ),
    ],
  },
  logged('X token in the log', 'The log shows the token.', "context.req.header('authorization')"),
  logged(
    'X payload in the log',
    "The log shows the token's payload.",
    "context.req.header('authorization')?.split('.')[1]",
  ),
  logged('X URL in the log', 'The log shows the whole target.', 'context.req.url', 'X24'),
  logged(
    'X subject in the log',
    'The log shows who called.',
    "(context.get('identity') as { user: string } | undefined)?.user",
    'X24',
  ),
  logged('X headers in the log', 'The log shows every header.', 'context.req.header()', 'X24|T16'),
  {
    id: 'X body in the log',
    says: 'The log shows the body.',
    seenBy: 'X24',
    edits: [
      edit(
        LOG,
        'await next()',
        'const body = await context.req.raw.clone().text().catch(() => "")\n    await next()',
      ),
      edit(LOG, LINE, `${LINE}\n        body,`),
    ],
  },
  {
    id: 'X answer in the log',
    says: 'The log shows what was answered.',
    seenBy: 'X24',
    edits: [
      edit(
        LOG,
        'await next()',
        'await next()\n    const answer = await context.res.clone().text()',
      ),
      edit(LOG, LINE, `${LINE}\n        answer,`),
    ],
  },
  {
    id: 'X log in answers',
    says: 'Refusals are not logged.',
    seenBy: 'T01|T60',
    edits: [edit(LOG, 'log.info(', 'if (context.res.status === 401) return\n    log.info(')],
  },
  {
    id: 'X one refusal in many',
    says: 'One refusal in twenty is not logged.',
    seenBy: 'T01|T60',
    edits: [
      edit(
        LOG,
        'log.info(',
        'if (context.res.status === 401 && Math.random() < 0.05) return\n    log.info(',
      ),
    ],
  },
  {
    id: 'X no reason',
    says: 'The log does not say why a request was refused.',
    seenBy: 'T01|T60',
    edits: [edit(LOG, LINE, '')],
  },
  {
    id: 'X logged twice',
    says: 'A refusal is logged twice.',
    seenBy: 'T01|T60',
    edits: [
      edit(
        PROBLEMS,
        "context.set('reason', code ?? 'UNEXPECTED')",
        "context.set('reason', code ?? 'UNEXPECTED')\n  context.get('services').log.info({ id: context.get('requestId'), reason: code }, 'refused')",
      ),
    ],
  },
  {
    id: 'X log without its secret',
    says: 'What a token error was caused by is logged.',
    seenBy: 'T01|T60|T41',
    edits: [
      edit(
        PROBLEMS,
        "context.set('reason', code ?? 'UNEXPECTED')",
        "context.set('reason', code ?? 'UNEXPECTED')\n  if (error instanceof TokenError) context.set('route', context.req.header('authorization') ?? '')",
      ),
    ],
  },
  told('M52', 'A 500 shows the stack.', 'fault.stack'),
  told('M52 SQL', 'A 500 shows the statement and its values.', `${inner}.message`),
  told(
    'M52 driver',
    'A 500 shows what the database said.',
    '((fault.cause as Error | undefined)?.cause as Error | undefined)?.message',
  ),
  told('M52 state', "A 500 shows the database's code.", 'fault.message'),
  {
    id: 'M52 log',
    says: 'The log of a fault shows the statement and its values.',
    seenBy: FAULTS,
    edits: [
      edit(
        ERRORS,
        'return new DatabaseError(classify(reason), reason)',
        'return new DatabaseError(classify(reason), error instanceof Error ? error.message : reason)',
      ),
    ],
  },
  {
    id: 'M52 unlogged',
    says: 'A fault of ours is not logged.',
    seenBy: FAULTS,
    edits: [
      edit(
        PROBLEMS,
        "if (slug === 'internal-error') {",
        "if (slug === 'internal-error' && code === undefined) {",
      ),
    ],
  },
  {
    id: 'M52 503',
    says: 'A fault of the database shows its words in the 503.',
    seenBy: 'F01|database',
    edits: [
      edit(
        PROBLEMS,
        "return { headers: { 'retry-after': RETRY_AFTER_SECONDS } }",
        "return { members: { detail: error.message }, headers: { 'retry-after': RETRY_AFTER_SECONDS } }",
      ),
    ],
  },
  {
    id: 'X fault as success',
    says: 'A fault of the database looks like an empty answer.',
    seenBy: FAULTS,
    edits: [
      edit(
        'me/summarize.ts',
        'const [[state], [counts]] = await read(',
        'const [[state], [counts]] = await readOrNothing(',
      ),
      edit(
        'me/summarize.ts',
        "import { read } from '../db/read.ts'",
        "import { read } from '../db/read.ts'\nconst readOrNothing = ((...given: Parameters<typeof read>) => read(...given).catch(() => [[], []])) as unknown as typeof read",
      ),
    ],
  },
]
