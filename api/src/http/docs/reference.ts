import { readFile } from 'node:fs/promises'
import { createRoute } from '@hono/zod-openapi'
import { answerText } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'

const HTML = 'text/html; charset=utf-8'

// The reference injects its own style sheets and draws icons as data URLs; nothing leaves the host.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CONFIGURATION = JSON.stringify({
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  authentication: { preferredSecurityScheme: 'accessToken' },
  // Both would ask a service of the maker's.
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'both',
}).replaceAll('"', '&quot;')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast API</title>
<link rel="icon" href="data:,">
</head>
<body>
<script id="api-reference" data-url="/openapi.json" data-configuration="${CONFIGURATION}"></script>
<script src="/docs/scalar.js"></script>
</body>
</html>
`

let script: Promise<Uint8Array<ArrayBuffer>> | undefined

const CACHE = 'public, max-age=300'
const SCRIPT_CACHE = 'public, max-age=86400'

export const getDocsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/docs',
    operationId: 'getDocs',
    tags: ['Documentation'],
    summary: 'This contract to read and try',
    description: 'An interactive reference, served from this host alone.',
    security: [],
    responses: {
      200: {
        description: 'A page.',
        headers: headers(CACHE, { 'Content-Security-Policy': HEADERS.contentSecurityPolicy }),
        content: { 'text/html': { schema: { type: 'string' as const } } },
      },
      ...publicProblems(),
    },
  }),
  ({ context }) =>
    answerText(context, PAGE, {
      'content-type': HTML,
      'content-security-policy': POLICY,
      'cache-control': CACHE,
    }),
)

export const getDocsScriptOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/docs/scalar.js',
    operationId: 'getDocsScript',
    tags: ['Documentation'],
    summary: 'The script of the reference',
    description: 'Scalar, from its package.',
    security: [],
    responses: {
      200: {
        description: 'A script.',
        headers: headers(SCRIPT_CACHE),
        content: { 'text/javascript': { schema: { type: 'string' as const } } },
      },
      ...publicProblems(),
    },
  }),
  async ({ context }) => {
    script ??= readFile(scriptPath())
    return answerText(context, await script, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': SCRIPT_CACHE,
    })
  },
)

function scriptPath(): URL {
  return new URL('js/standalone.js', import.meta.resolve('@scalar/fastify-api-reference'))
}
