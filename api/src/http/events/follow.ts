import { createRoute, z } from '@hono/zod-openapi'
import { readBearerToken } from '../../auth/bearer.ts'
import { CLOCK_TOLERANCE_SECONDS } from '../../auth/claims.ts'
import { TokenError } from '../../auth/token-error.ts'
import type { EndReason, Reader } from '../../events/stream.ts'
import { NO_STORE, answerHeaders } from '../answer.ts'
import { toChangedItem } from '../changes/schema.ts'
import type { AppContext } from '../environment.ts'
import { HEADERS, STREAM_LIMIT, headers } from '../openapi-headers.ts'
import { needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'

/** As those of listChanges are: the two go on where the other was. */
const CURSOR = { 'x-source': { operationId: 'listChanges', value: '$response.body#/cursor' } }
const cursorSchema = z.string().min(1).max(300).optional()

const EXAMPLE = `id: WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ
event: ready
data: {"cursor":"WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ"}

id: WzQzLCJ0YXNrIiwiMDE5MzZiMmUiXQ
event: change
data: {"kind":"task","id":"01936b2e-0000-7000-8000-000000000001","version":43,"gone":true}

event: end
data: {"reason":"token-expired"}

`

export const followEventsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/events',
    operationId: 'followEvents',
    tags: ['Changes'],
    summary: 'Be told what changes',
    description: [
      'What `listChanges` answers, as it happens: an event stream (HTML Standard §9.2) that goes on after the cursor, or after this moment without one. A cursor of either is good for both.',
      '',
      '- `ready` comes first; `data` has the `cursor` at which the stream begins.',
      '- `change`: `data` is one ChangedItem, and `id` the cursor behind it. Sent as `Last-Event-ID`, which counts for more than `cursor`, or as `cursor` it goes on there: nothing is missed, and nothing comes again unless it changed again.',
      '- `end` comes last; `data` has the `reason`. `token-expired` and `session-ended`: go on with a new access token. `restarting`, `unavailable`: go on a little later, as after a stream that just breaks off. `begin-anew`: what was deleted since may be forgotten, so begin with `listChanges` and no cursor.',
      '',
      'A line with a colon alone comes every few seconds and means nothing. Who does not read is cut off.',
    ].join('\n'),
    security: needs('tasks:read'),
    request: {
      query: z.strictObject({
        cursor: cursorSchema.openapi({ description: 'Where to go on.', ...CURSOR }),
      }),
      headers: z.object({
        'Last-Event-ID': cursorSchema.openapi({
          description: 'The `id` of the last event that was received.',
          ...CURSOR,
        }),
      }),
    },
    responses: {
      200: {
        description: 'The stream.',
        headers: headers(NO_STORE, { 'X-Accel-Buffering': HEADERS.unbuffered }),
        content: { 'text/event-stream': { schema: z.string(), example: EXAMPLE } },
      },
      ...problems(['invalid-cursor', 'cursor-expired', 'too-many-streams'], {
        more: { 429: STREAM_LIMIT },
      }),
    },
  }),
  async ({ context, services: { database, events }, user, query }) => {
    const lastSeen = context.req.header('last-event-id') ?? ''
    const open = await events.begin(database, user, lastSeen === '' ? query.cursor : lastSeen)
    const isHead = context.req.method === 'HEAD'
    return new Response(isHead ? null : open(readerOf(context)), {
      status: 200,
      headers: answerHeaders(context, {
        'content-type': 'text/event-stream',
        'cache-control': NO_STORE,
        // nginx, and what has learnt from it: hand on each event as it comes.
        'x-accel-buffering': 'no',
      }),
    })
  },
)

/** Keeps nothing of the request but its token and its id. */
function readerOf(context: AppContext): Reader {
  const { verifier, log } = context.get('services')
  const token = readBearerToken(context.req.header('authorization'))
  const id = context.get('requestId')
  const startedAt = performance.now()
  const expiresAt = context.get('identity').expiresAt + CLOCK_TOLERANCE_SECONDS
  return {
    expiresInMs: Math.max(0, expiresAt * 1000 - Date.now()),
    toData: toChangedItem,
    async judge() {
      try {
        await verifier.verify(token)
        return undefined
      } catch (error) {
        return reasonOf(error)
      }
    },
    onEnd(reason) {
      log.info({ id, ms: Math.round(performance.now() - startedAt), reason }, 'a stream has ended')
    },
  }
}

function reasonOf(error: unknown): EndReason {
  if (!(error instanceof TokenError)) return 'unavailable'
  return error.code === 'EXPIRED' ? 'token-expired' : 'session-ended'
}
