// Holes in the guard before the operations: one for each operation and method, and ways around it.
import { edit, onTop } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { isProbe, securedProbesOf } from '../../source/operations.ts'

const GUARD = 'http/require-user.ts'
const APP = 'http/app.ts'
const TOKEN = "const token = readBearerToken(context.req.header('authorization'))"
const IDENTITY = "context.set('identity', await context.get('services').verifier.verify(token))"
const NOBODY =
  "{ user: 'nobody' as never, expiresAt: 0, issuedAt: 0, sessionId: undefined, scopes: { has: () => true } as never, isClosing: false }"
const USE = 'app.use(requireUser, limitRate)'

/** The guard steps aside when this holds, for requests without credentials. */
function aside(id: string, says: string, seenBy: string, condition: string): Hole {
  return {
    id,
    says,
    seenBy,
    edits: [
      edit(
        GUARD,
        TOKEN,
        `if (${condition} && context.req.header('authorization') === undefined) {
    context.set('identity', ${NOBODY})
    return next()
  }
  ${TOKEN}`,
      ),
    ],
  }
}

export function guardHoles(api: ApiSource): Hole[] {
  return [
    ...securedProbesOf(api).flatMap((probe): Hole[] => [
      aside(`M01 ${probe.name}`, `${probe.name} lets in who has no token.`, 'T01', isProbe(probe)),
      {
        id: `M01 ${probe.name} bad token`,
        says: `${probe.name} lets in whoever has a token, good or bad.`,
        seenBy: 'T03|T60|T90',
        edits: [
          edit(
            GUARD,
            TOKEN,
            `let token = 'bad'\n  try {\n    token = readBearerToken(context.req.header('authorization'))\n  } catch (error) {\n    if (!${isProbe(probe)} || context.req.header('authorization') === undefined) throw error\n  }`,
          ),
          edit(
            GUARD,
            IDENTITY,
            `try {
    context.set('identity', await context.get('services').verifier.verify(token))
  } catch (error) {
    if (!${isProbe(probe)}) throw error
    context.set('identity', ${NOBODY})
  }`,
          ),
        ],
      },
    ]),
    ...fixed,
  ]
}

const fixed: readonly Hole[] = [
  aside('X HEAD', 'HEAD needs no token.', 'T01', "context.req.raw.method === 'HEAD'"),
  aside(
    'X OPTIONS',
    'OPTIONS needs no token.',
    'I52|I54|T01',
    "context.req.raw.method === 'OPTIONS'",
  ),
  aside(
    'X other methods',
    'Methods that the contract does not have need no token.',
    'I52|I54',
    "!['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'].includes(context.req.raw.method)",
  ),
  aside(
    'M29',
    'Paths that begin like the health check are public.',
    'I56|I52|X02',
    "context.req.path.startsWith('/health')",
  ),
  aside(
    'M29 suffix .json',
    'Paths that end with .json are public.',
    'I56|I52|X02',
    "context.req.path.endsWith('.json')",
  ),
  aside(
    'M29 docs',
    'Paths that begin like the documentation are public.',
    'I56|I52|X02',
    "context.req.path.startsWith('/docs')",
  ),
  aside(
    'M29 raw target',
    'A target that names the health check anywhere is public.',
    'I56|T24|I52',
    "context.req.url.includes('/healthz')",
  ),
  aside(
    'X trailing slash',
    'Paths with a slash at the end are public.',
    'I56|I52|X02',
    "context.req.path.endsWith('/')",
  ),
  aside(
    'X double slash',
    'Paths with two slashes are public.',
    'I56|I52|X02',
    "context.req.path.includes('//')",
  ),
  aside(
    'X capitals',
    'Paths in capitals are public.',
    'I56|I52|X02',
    'context.req.path !== context.req.path.toLowerCase()',
  ),
  aside(
    'X encoded path',
    'Paths with an escape are public.',
    'I56|I52|X02',
    "context.req.url.includes('%')",
  ),
  aside(
    'X local',
    'Who says to come from this machine needs no token.',
    'X01',
    "context.req.header('x-forwarded-for') === '127.0.0.1'",
  ),
  {
    id: 'X paths that do not exist',
    says: 'Only paths under /v1/ that exist ask for a token.',
    seenBy: 'I52',
    edits: [
      edit(
        APP,
        USE,
        "for (const { contract, isPublic } of operations) if (!isPublic) app.use(contract.path.replace(/\\{(\\w+)\\}/g, ':$1'), requireUser)",
      ),
    ],
  },
  {
    id: 'X method override',
    says: 'X-HTTP-Method-Override makes one method into another.',
    seenBy: 'I54',
    edits: [
      edit(
        APP,
        'return app\n',
        `const fetch = app.fetch.bind(app)
  app.fetch = (request, ...rest) => {
    const method = request.headers.get('x-http-method-override')
    return fetch(method === null ? request : new Request(request.url, { method, headers: request.headers }), ...rest)
  }
  return app
`,
      ),
    ],
  },
  {
    id: 'X method in the query',
    says: '?_method makes one method into another.',
    seenBy: 'I54',
    edits: [
      edit(
        APP,
        'return app\n',
        `const fetch = app.fetch.bind(app)
  app.fetch = (request, ...rest) => {
    const url = new URL(request.url)
    const method = url.searchParams.get('_method')
    url.searchParams.delete('_method')
    return fetch(method === null ? request : new Request(url.href, { method, headers: request.headers }), ...rest)
  }
  return app
`,
      ),
    ],
  },
  {
    id: 'X original URL',
    says: 'X-Original-URL says which path is meant, behind the guard of another.',
    seenBy: 'X01',
    edits: [
      edit(
        APP,
        USE,
        `app.use((context, next) => {
    const meant = context.req.header('x-original-url')
    return meant === '/healthz' ? Promise.resolve(context.json({ status: 'ok' })) : next()
  })
  ${USE}`,
      ),
    ],
  },
  {
    id: 'X preflight with anything',
    says: 'Any OPTIONS request is answered as a preflight.',
    seenBy: 'I52|I54|I68',
    edits: [
      edit(
        'http/cors.ts',
        "origin !== undefined &&\n      context.req.header('access-control-request-method') !== undefined",
        "origin !== 'x'",
      ),
      edit(
        'http/cors.ts',
        'const granted = allowed.has(origin)',
        "const granted = allowed.has(origin ?? '')",
      ),
    ],
  },
  {
    id: 'X host',
    says: 'A Host header may be anything.',
    seenBy: 'T24',
    edits: [edit('http/host.ts', 'host !== undefined && !HOST.test(host)', "host === '\\n'")],
  },
  {
    id: 'M44',
    says: 'Who calls is kept in the module, for all requests at once.',
    seenBy: 'I62|I51',
    edits: [
      onTop(
        GUARD,
        "import type { Identity } from '../auth/claims.ts'\nlet current: Identity | undefined",
      ),
      edit(
        GUARD,
        `${IDENTITY}\n  return next()`,
        `current = await context.get('services').verifier.verify(token)
  await new Promise((resolve) => setImmediate(resolve))
  context.set('identity', current)
  return next()`,
      ),
    ],
  },
]
