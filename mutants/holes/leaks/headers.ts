// Holes in the headers of answers: caching, CORS, what browsers may guess, who we are.
import ts from 'typescript'
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import { nodesOf } from '../../source/api-source.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { securedOperationsOf, securedProbesOf, isProbe } from '../../source/operations.ts'

const ANSWER = 'http/answer.ts'
const CORS = 'http/cors.ts'
/** Where the answers of many operations are made. */
const SHARED = ['http/problems.ts', 'http/read.ts', 'http/write.ts']
const HEADERS = 'return {\n    vary: VARY,'
const ALLOWED = 'origin !== undefined && allowed.has(origin)'
const CREDENTIALS = "'access-control-allow-credentials': 'true'"

/** Each place where an answer to a secured operation says how it may be kept. */
function cacheControls(api: ApiSource): Hole[] {
  const files = new Set(securedOperationsOf(api).map(({ file }) => file))
  return [...files, ...SHARED].flatMap((file) =>
    nodesOf(api.tree(file), ts.isPropertyAssignment)
      .filter((property) => property.name.getText() === "'cache-control'")
      .flatMap((property, index): Hole[] => {
        const place = `${file}${index === 0 ? '' : ` ${index + 1}`}`
        const at = { file, start: property.getStart(), end: property.getEnd() }
        const seenBy = file.endsWith('problems.ts')
          ? 'T01|I58'
          : 'I58|not sent again|client creates'
        return [
          {
            id: `M50 ${place}`,
            says: `An answer of ${file} says nothing of caches.`,
            seenBy,
            edits: [{ ...at, replace: "'x-nothing': ''" }],
          },
          {
            id: `M50 public ${place}`,
            says: `An answer of ${file} may be kept by everybody.`,
            seenBy,
            edits: [{ ...at, replace: "'cache-control': 'public, max-age=60'" }],
          },
        ]
      }),
  )
}

export function headerLeakHoles(api: ApiSource): Hole[] {
  return [
    ...cacheControls(api),
    ...securedProbesOf(api).map((probe): Hole => ({
      id: `M50 Vary ${probe.name}`,
      says: `${probe.name} does not say that Authorization decides the answer.`,
      seenBy: 'I58',
      edits: [edit(ANSWER, HEADERS, `return {\n    ...(${isProbe(probe)} ? {} : { vary: VARY }),`)],
    })),
    ...fixed,
  ]
}

/** Origins that come in when the condition holds of `origin`. */
function letIn(id: string, says: string, condition: string): Hole {
  return {
    id: `M53 ${id}`,
    says,
    seenBy: 'I68|X21',
    edits: [
      edit(CORS, ALLOWED, `origin !== undefined && (allowed.has(origin) || ${condition})`),
      edit(
        CORS,
        'const granted = allowed.has(origin)',
        `const granted = allowed.has(origin) || ${condition}`,
      ),
    ],
  }
}

const fixed: readonly Hole[] = [
  {
    id: 'M50 Vary on errors',
    says: 'Errors do not say what decides the answer.',
    seenBy: 'I58|T01',
    edits: [
      edit(
        'http/problems.ts',
        "'content-type': 'application/problem+json',",
        "'content-type': 'application/problem+json',\n      vary: '',",
      ),
    ],
  },
  {
    id: 'M50 Vary Origin',
    says: 'Answers do not say that Origin decides their headers.',
    seenBy: 'I58',
    edits: [edit(ANSWER, "const VARY = 'Authorization, Origin'", "const VARY = 'Authorization'")],
  },
  {
    id: 'M50 shared reads',
    says: 'Reads may be kept in a shared cache that asks again.',
    seenBy: 'I58',
    edits: [edit(ANSWER, "'private, no-cache'", "'no-cache'")],
  },
  {
    id: 'M53',
    says: 'Every origin is let in, with credentials.',
    seenBy: 'I68',
    edits: [
      edit(CORS, ALLOWED, 'origin !== undefined'),
      edit(
        CORS,
        "'access-control-expose-headers': EXPOSED }",
        `'access-control-expose-headers': EXPOSED, ${CREDENTIALS} }`,
      ),
    ],
  },
  {
    id: 'M53 star',
    says: 'Answers are open to every origin by a star.',
    seenBy: 'I68',
    edits: [
      edit(
        CORS,
        ": {}\n    context.set('corsHeaders'",
        ": { 'access-control-allow-origin': '*' }\n    context.set('corsHeaders'",
      ),
    ],
  },
  {
    id: 'M53 credentials',
    says: 'The allowed origin may send credentials.',
    seenBy: 'I68',
    edits: [
      edit(
        CORS,
        "'access-control-expose-headers': EXPOSED }",
        `'access-control-expose-headers': EXPOSED, ${CREDENTIALS} }`,
      ),
    ],
  },
  letIn('null', 'Pages without an origin are let in.', "origin === 'null'"),
  letIn(
    'suffix',
    'Origins that end like the allowed one are let in.',
    "[...allowed].some((one) => origin.endsWith(one.replace('https://', '')))",
  ),
  letIn(
    'prefix',
    'Origins that begin like the allowed one are let in.',
    '[...allowed].some((one) => origin.startsWith(one))',
  ),
  letIn(
    'subdomain',
    'Hosts below the allowed one are let in.',
    "[...allowed].some((one) => origin.endsWith(one.replace('https://', '.')))",
  ),
  letIn(
    'case',
    'Origins are compared without regard to case.',
    'allowed.has(origin.toLowerCase())',
  ),
  letIn(
    'http',
    'The allowed host is let in without TLS.',
    "allowed.has(origin.replace('http:', 'https:'))",
  ),
  letIn(
    'port',
    'The allowed host is let in at any port.',
    "allowed.has(origin.replace(/:\\d+$/, ''))",
  ),
  letIn(
    'localhost',
    'Pages of this machine are let in.',
    '/^https?:\\/\\/localhost(:\\d+)?$/.test(origin)',
  ),
  {
    id: 'M53 preflight',
    says: 'Preflights of every origin are granted.',
    seenBy: 'I68',
    edits: [edit(CORS, 'const granted = allowed.has(origin)', "const granted = origin !== ''")],
  },
  {
    id: 'X no preflight',
    says: 'Preflights of the allowed origin need a token.',
    seenBy: 'I68',
    edits: [
      edit(
        CORS,
        'if (!isPreflight) return next()',
        'if (!isPreflight || origin !== undefined) return next()',
      ),
    ],
  },
  {
    id: 'X CORS on errors',
    says: 'The allowed origin cannot read errors.',
    seenBy: 'I68',
    edits: [
      edit(
        'http/problems.ts',
        'headers: answerHeaders(context, {',
        'headers: answerHeaders(Object.assign(context, { get: ((name: string) => (name === "corsHeaders" ? {} : context.var[name as "requestId"])) as never }), {',
      ),
    ],
  },
  {
    id: 'X nosniff',
    says: 'Browsers may guess what an answer is.',
    seenBy: 'X22',
    edits: [edit(ANSWER, "'x-content-type-options': 'nosniff',", '')],
  },
  {
    id: 'X software',
    says: 'Answers name their software.',
    seenBy: 'X22|T01',
    edits: [
      edit(
        ANSWER,
        "'x-content-type-options': 'nosniff',",
        "'x-content-type-options': 'nosniff',\n    'x-powered-by': 'Hono',",
      ),
    ],
  },
  {
    id: 'X server',
    says: 'Answers name their server and its version.',
    seenBy: 'X22',
    edits: [
      edit(
        ANSWER,
        "'x-content-type-options': 'nosniff',",
        "'x-content-type-options': 'nosniff',\n    server: process.version,",
      ),
    ],
  },
  {
    id: 'X request id',
    says: 'Who sends X-Request-Id chooses the name of the request in the log.',
    seenBy: 'X23',
    edits: [
      edit(
        'http/request-log.ts',
        'const requestId = uuidv4()',
        "const requestId = context.req.header('x-request-id') ?? uuidv4()",
      ),
    ],
  },
  {
    id: 'X same request id',
    says: 'All requests have one name.',
    seenBy: 'X23|T01',
    edits: [
      edit(
        'http/request-log.ts',
        'export function requestLog',
        'const one = uuidv4()\nexport function requestLog',
      ),
      edit('http/request-log.ts', 'const requestId = uuidv4()', 'const requestId = one'),
    ],
  },
  {
    id: 'X cookie',
    says: 'Answers set a cookie.',
    seenBy: 'T01',
    edits: [
      edit(
        ANSWER,
        "'x-content-type-options': 'nosniff',",
        "'x-content-type-options': 'nosniff',\n    'set-cookie': `seen=${context.get('requestId')}`,",
      ),
    ],
  },
  {
    id: 'X HEAD with the length of nothing',
    says: 'HEAD says a length that GET does not have.',
    seenBy: 'answers HEAD',
    edits: [edit(ANSWER, '`${Buffer.byteLength(body)}`', "'0'")],
  },
]
