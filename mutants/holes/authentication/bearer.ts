// Holes in where a token is read from: auth/bearer.ts and http/require-user.ts.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const BEARER = 'auth/bearer.ts'
const GUARD = 'http/require-user.ts'
const CREDENTIALS = '/^ *bearer +([A-Za-z0-9\\-._~+/]+=*) *$/i'
const NOT_BEARER = "if (!/^ *bearer/i.test(value)) throw new TokenError('NO_CREDENTIALS')"
const HEADER = "context.req.header('authorization')"
const IDENTITY = "context.set('identity', await context.get('services').verifier.verify(token))"

/** A token from elsewhere, when Authorization brings none. */
function elsewhere(id: string, says: string, seenBy: string, token: string): Hole {
  return {
    id,
    says,
    seenBy,
    edits: [edit(GUARD, HEADER, `(${HEADER} ?? (${token}))`)],
  }
}

const query = (name: string) =>
  `context.req.query('${name}') === undefined ? undefined : \`Bearer \${context.req.query('${name}') ?? ''}\``
const cookie = (name: string) =>
  `new RegExp('(?:^|; ?)${name}=([^;]+)').exec(context.req.header('cookie') ?? '')?.slice(1).map((one) => \`Bearer \${one}\`)[0]`

export const bearerHoles: readonly Hole[] = [
  {
    id: 'M23',
    says: 'Any word before the token does.',
    seenBy: 'T04|T05',
    edits: [
      edit(BEARER, CREDENTIALS, '/^\\S+ +([A-Za-z0-9\\-._~+/]+=*) *$/i'),
      edit(BEARER, NOT_BEARER, "if (!value.includes(' ')) throw new TokenError('NO_CREDENTIALS')"),
    ],
  },
  {
    id: 'M23 none',
    says: 'The token needs no word before it.',
    seenBy: 'T05',
    edits: [
      edit(
        BEARER,
        "const value = authorization ?? ''",
        "const value = (authorization ?? '').replace(/^(?=eyJ)/, 'Bearer ')",
      ),
    ],
  },
  {
    id: 'M23 glued',
    says: 'Any word that begins with Bearer does.',
    seenBy: 'T06|only looks like Bearer',
    edits: [edit(BEARER, CREDENTIALS, '/^bearer\\S*? +([A-Za-z0-9\\-._~+/]+=*) *$/i')],
  },
  {
    id: 'M23 without blank',
    says: 'Bearer and the token may be glued together.',
    seenBy: 'T06',
    edits: [edit(BEARER, CREDENTIALS, '/^bearer *([A-Za-z0-9\\-._~+/]+=*) *$/i')],
  },
  {
    id: 'M23 quotes',
    says: 'The token may stand in quotes.',
    seenBy: 'T06',
    edits: [edit(BEARER, CREDENTIALS, '/^bearer +"?([A-Za-z0-9\\-._~+/]+=*)"? *$/i')],
  },
  {
    id: 'M23 tab',
    says: 'A tab may stand between Bearer and the token.',
    seenBy: 'T08',
    edits: [edit(BEARER, CREDENTIALS, '/^bearer\\s+([A-Za-z0-9\\-._~+/]+=*) *$/i')],
  },
  {
    id: 'M24',
    says: 'The scheme is read in one case only.',
    seenBy: 'T07',
    edits: [
      edit(BEARER, CREDENTIALS, '/^Bearer +([A-Za-z0-9\\-._~+/]+=*) *$/'),
      edit(BEARER, '/^ *bearer/i', '/^ *Bearer/'),
    ],
  },
  {
    id: 'X first of two',
    says: 'Of two Authorization headers the first counts.',
    seenBy: 'T10',
    edits: [
      edit(
        BEARER,
        "const value = authorization ?? ''",
        "const value = authorization?.split(',')[0]?.trim() ?? ''",
      ),
    ],
  },
  {
    id: 'X last of two',
    says: 'Of two Authorization headers the last counts.',
    seenBy: 'T10',
    edits: [
      edit(
        BEARER,
        "const value = authorization ?? ''",
        "const value = authorization?.split(',').at(-1)?.trim() ?? ''",
      ),
    ],
  },
  {
    id: 'X the Bearer of two',
    says: 'Bearer is sought in a list of credentials.',
    seenBy: 'T10',
    edits: [
      edit(
        BEARER,
        "const value = authorization ?? ''",
        "const value = authorization?.split(',').map((one) => one.trim()).find((one) => /^bearer ey/i.test(one)) ?? authorization?.trim() ?? ''",
      ),
    ],
  },
  {
    id: 'X other blanks',
    says: 'Any white space may stand around the credentials.',
    seenBy: 'T09|T08|white|the Authorization header is read',
    edits: [
      edit(
        BEARER,
        "const value = authorization ?? ''",
        "const value = authorization?.trim() ?? ''",
      ),
    ],
  },
  {
    id: 'X token length',
    says: 'A token may have any length.',
    seenBy: 'T20|T21',
    edits: [edit(BEARER, 'if (token.length > MAX_TOKEN_LENGTH)', 'if (token.length > 1e9)')],
  },
  {
    id: 'X token length by one',
    says: 'A token may have one character too many.',
    seenBy: 'T20',
    edits: [
      edit(
        BEARER,
        'if (token.length > MAX_TOKEN_LENGTH)',
        'if (token.length > MAX_TOKEN_LENGTH + 4)',
      ),
    ],
  },
  elsewhere(
    'M19 access_token in the query',
    'A token is taken from ?access_token.',
    'T12',
    query('access_token'),
  ),
  elsewhere('M19 token in the query', 'A token is taken from ?token.', 'T12', query('token')),
  elsewhere('M19 cookie', 'A token is taken from the cookie token.', 'T15', cookie('token')),
  elsewhere(
    'M19 session cookie',
    "A token is taken from Better Auth's session cookie.",
    'T15',
    cookie('better-auth\\\\.session_token'),
  ),
  {
    id: 'M19 form',
    says: 'A token is taken from a form in the body.',
    seenBy: 'T14',
    edits: [
      edit(
        GUARD,
        `const token = readBearerToken(${HEADER})`,
        `const form = /form/.test(context.req.header('content-type') ?? '') ? new URLSearchParams(await context.req.raw.clone().text()) : undefined
  const posted = form?.get('access_token')
  const token = readBearerToken(${HEADER} ?? (posted == null ? undefined : \`Bearer \${posted}\`))`,
      ),
    ],
  },
  {
    id: 'M19 JSON',
    says: 'A token is taken from a member of the body.',
    seenBy: 'T14',
    edits: [
      edit(
        GUARD,
        `const token = readBearerToken(${HEADER})`,
        `const text = /json/.test(context.req.header('content-type') ?? '') && ${HEADER} === undefined ? await context.req.raw.clone().text() : ''
  const posted = /"access_token":"([^"]+)"/.exec(text)?.[1]
  const token = readBearerToken(${HEADER} ?? (posted === undefined ? undefined : \`Bearer \${posted}\`))`,
      ),
    ],
  },
  ...['X-Authorization', 'Proxy-Authorization', 'X-Forwarded-Authorization'].map((name) =>
    elsewhere(
      `M19 ${name}`,
      `Credentials are taken from ${name}.`,
      'T16',
      `context.req.header('${name.toLowerCase()}')`,
    ),
  ),
  elsewhere(
    'M19 X-Access-Token',
    'A token is taken from X-Access-Token.',
    'T16',
    "context.req.header('x-access-token')?.replace(/^(Bearer )?/, 'Bearer ')",
  ),
  ...['X-User-Id', 'X-Forwarded-User', 'Remote-User'].flatMap((name): Hole[] => [
    {
      id: `M20 ${name}`,
      says: `${name} says who calls, when a good token is there.`,
      seenBy: 'I51',
      edits: [
        edit(
          GUARD,
          IDENTITY,
          `const identity = await context.get('services').verifier.verify(token)
  const named = context.req.header('${name.toLowerCase()}')
  context.set('identity', named === undefined ? identity : { ...identity, user: named as typeof identity.user })`,
        ),
      ],
    },
    {
      id: `M20 ${name} alone`,
      says: `${name} lets in without a token.`,
      seenBy: 'T17',
      edits: [
        edit(
          GUARD,
          `const token = readBearerToken(${HEADER})`,
          `const named = context.req.header('${name.toLowerCase()}')
  if (named !== undefined && ${HEADER} === undefined) {
    context.set('identity', { user: named as never, expiresAt: 0, issuedAt: 0, sessionId: undefined, scopes: { has: () => true } as never, isClosing: false })
    return next()
  }
  const token = readBearerToken(${HEADER})`,
        ),
      ],
    },
  ]),
]
