import { OpenAPIHono } from '@hono/zod-openapi'
import { stringify } from 'yaml'
import { MAX_TOKEN_LENGTH } from '../../auth/bearer.ts'
import { CLOCK_TOLERANCE_SECONDS, MAX_LIFETIME_SECONDS } from '../../auth/claims.ts'
import { SCOPES } from '../../auth/scopes.ts'
import type { Operation } from '../operation.ts'
import { issuerContracts } from './issuer.ts'
import { shareParts } from './share.ts'

const INFO = {
  title: 'Holdfast API',
  version: '1.0.0',
  summary: 'Your tasks, and only yours.',
  description: [
    'A task service where each person’s tasks are theirs alone.',
    '',
    'Everything that is somebody’s needs an access token: a JWT of at most 8 KiB that the issuer signed',
    'for this API, living five minutes and an hour at the most. Under Signing in is how a program gets',
    'one. What is not yours answers exactly like what is not there.',
    '',
    'Bodies have at most 100 KiB and 32 levels, unless an operation says otherwise. Unknown members and',
    'unknown query parameters are refused by name. Every error is a problem document (RFC 9457) whose',
    '`type` opens its page.',
    '',
    'Whatever you change can be sent again under its Idempotency-Key, bound to what you have seen by',
    'If-Match, followed under Changes, and undone.',
  ].join('\n'),
  license: { name: 'MIT', identifier: 'MIT' },
}

const TAGS = [
  { name: 'Tasks', description: 'What you have to do.' },
  { name: 'Lists', description: 'What tasks are kept in; what is in none is in the inbox.' },
  { name: 'Sections', description: 'The parts of a list.' },
  { name: 'Labels', description: 'Names that tasks carry, across all lists.' },
  { name: 'Filters', description: 'Questions about your tasks, kept under a name.' },
  {
    name: 'Changes',
    description: 'What has changed since, as pages or as a stream; several changes at once; undo.',
  },
  { name: 'Trash', description: 'What you have deleted, with the way back and the way out.' },
  {
    name: 'In and out',
    description: 'Your tasks as a file, from here and from elsewhere, and as a calendar.',
  },
  { name: 'Settings', description: 'Where you are, and when your week begins.' },
  { name: 'Me', description: 'Who you are to this API.' },
  {
    name: 'Signing in',
    description:
      'Asked of the issuer, which is another server: how a program gets from nothing to an access token. A program of your own takes an access token of the account page to `issueAccessToken`; any other begins with `authorizeDevice`.',
  },
  {
    name: 'Sessions',
    description:
      'For the issuer: how it tells that a session has ended. Public; the token is the proof.',
  },
  { name: 'Health', description: 'For whoever runs it. Public.' },
  {
    name: 'Documentation',
    description: 'This contract, to read and to generate clients from. Public.',
  },
]

/** THE contract (OpenAPI 3.1), from the contracts that stand beside the handlers. */
export function buildDocument(operations: readonly Operation[]) {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'accessToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: [
      'An access token of the issuer (RFC 6750 §2.1, the header only). It is good until `exp`, at most',
      'an hour after `iat`, by clocks that may differ by five seconds.',
      '',
      'A token with a `scope` claim (RFC 9068 §2.2.3) reaches as far as its scopes; one without it may do',
      'everything. What an operation needs stands in its security requirement; another token is answered',
      '403. An unknown scope grants nothing, and a claim that is no scope (RFC 6749 §3.3) makes the token',
      'invalid: 401.',
    ].join('\n'),
    'x-bounds': {
      maxBytes: MAX_TOKEN_LENGTH,
      maxLifetimeSeconds: MAX_LIFETIME_SECONDS,
      clockToleranceSeconds: CLOCK_TOLERANCE_SECONDS,
    },
    'x-scopes': SCOPES,
  })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'holdfast.session_token',
    description: 'The session at the issuer; over https its name begins with `__Secure-`.',
  })
  for (const { contract } of operations) registry.registerPath(contract)
  for (const contract of issuerContracts) registry.registerPath(contract)
  const document = app.getOpenAPI31Document({
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: '/', description: 'The host that served this document.' }],
    tags: TAGS,
  })
  return shareParts(document)
}

export function toYaml(document: object): string {
  // Quoted where readers of YAML 1.1 would take a text for something else: `no`.
  return stringify(document, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 })
}
