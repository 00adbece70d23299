import { createHash } from 'node:crypto'
import type { KeptAnswer } from '../db/write/idempotency.ts'
import type { Mutation, Written } from '../db/write/run.ts'
import { write, writeOnce } from '../db/write/run.ts'
import { NO_STORE, answerHeaders } from './answer.ts'
import { versionTag } from './etag.ts'
import type { Call } from './operation.ts'
import { RequestError } from './request-error.ts'

/** What a write is answered with; the headers that every write has come by themselves. */
export interface WriteAnswer {
  readonly status: 200 | 201 | 204
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type WriteCall = Pick<Call<unknown>, 'context' | 'services' | 'operationId' | 'user'> & {
  readonly body?: unknown
}

const KEY = /^[!-~]{1,255}$/

/**
 * Runs a use case through the write pipeline and answers with what came of it. With an
 * Idempotency-Key on a POST it is done once, however often it is sent.
 */
export async function answerWrite<Result>(
  { context, services: { database }, operationId, user, body }: WriteCall,
  mutation: Mutation<Result>,
  toAnswer: (result: Result) => WriteAnswer,
): Promise<Response> {
  const { sessionId } = context.get('identity')
  const session = sessionId && createHash('sha256').update(sessionId).digest('base64url')
  const writer = { owner: user, session, operation: operationId }
  const toKept = (written: Written<Result>) => keptAnswer(toAnswer(written.result), written.change)
  const name = context.req.method === 'POST' ? context.req.header('idempotency-key') : undefined
  if (name !== undefined && !KEY.test(name)) throw new RequestError('KEY_INVALID')
  const kept =
    name === undefined
      ? toKept(await write(database, writer, mutation))
      : await writeOnce(database, writer, {
          ...mutation,
          key: { key: name, request: JSON.stringify([operationId, context.req.path, body]) },
          toAnswer: toKept,
        })
  return new Response(kept.body, {
    status: kept.status,
    headers: answerHeaders(context, kept.headers),
  })
}

function keptAnswer(
  { status, body, headers }: WriteAnswer,
  change: number | undefined,
): KeptAnswer {
  return {
    status,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'cache-control': NO_STORE,
      ...(change === undefined ? {} : { change: `${change}` }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  }
}

/** 201, for what is new below `/v1/<collection>`. */
export function made(collection: string, body: { id: string; version: number }): WriteAnswer {
  const headers = { etag: versionTag(body.version), location: `/v1/${collection}/${body.id}` }
  return { status: 201, body, headers }
}

/** 200, for what is there. */
export function shown(body: { version: number }): WriteAnswer {
  return { status: 200, body, headers: { etag: versionTag(body.version) } }
}

/** 204, for what is there no more. */
export function gone(): WriteAnswer {
  return { status: 204 }
}
