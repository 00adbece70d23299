import { createRoute } from '@hono/zod-openapi'
import { answerText } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { PROBLEM_TYPES } from '../problem-types.ts'

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
section:target { outline: 2px solid; outline-offset: .75rem; border-radius: .25rem; }
h2 { font-size: 1.1rem; margin-top: 2.5rem; }
code { font-size: .95em; }
`

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problems – Holdfast API</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<h1>Problems</h1>
<p>Every error of the API is a problem document (RFC 9457). Its <code>type</code> leads here.</p>
${Object.entries(PROBLEM_TYPES)
  .map(
    ([slug, { status, title, meaning }]) =>
      `<section id="${slug}"><h2>${title}</h2><p><code>${status} ${slug}</code></p><p>${toHtml(meaning)}</p></section>`,
  )
  .join('\n')}
</body>
</html>
`

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
}

const CACHE = 'public, max-age=300'

export const getProblemTypesOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/docs/problems',
    operationId: 'getProblemTypes',
    tags: ['Documentation'],
    summary: 'What each problem means',
    description: 'The page that the `type` of every problem opens.',
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
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': CACHE,
    }),
)
