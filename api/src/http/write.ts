import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import type { KeptAnswer } from '../db/write/idempotency.ts'
import type { Mutation, Written } from '../db/write/run.ts'
import { write, writeOnce } from '../db/write/run.ts'
import type { ExpectedVersion } from '../model/precondition.ts'
import { NO_STORE, answerHeaders } from './answer.ts'
import { readIfMatch, versionTag } from './etag.ts'
import { defineOperation } from './operation.ts'
import type { BodyOf, Call, Operation, ParamsOf, SecuredConfig } from './operation.ts'
import { RequestError } from './request-error.ts'

/** What a write is answered with; the headers that every write has come by themselves. */
export interface WriteAnswer {
  readonly status: 200 | 201 | 204
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What a write is asked for with. */
export interface WriteInput<Params = unknown, Body = unknown> {
  readonly params: Params
  /** From If-Match. */
  readonly expected: ExpectedVersion
  readonly body: Body
}

/** A write that can be asked for by itself, or as a part of a batch. */
export interface WriteOperation extends Operation {
  readonly operationId: string
  readonly body: z.ZodType | undefined
  readonly toMutation: (input: WriteInput) => Mutation<unknown>
  readonly toAnswer: (result: never) => WriteAnswer
}

/**
 * Joins a contract to a use case that goes through the write pipeline. With an Idempotency-Key on a
 * POST it is done once, however often it is sent.
 */
export function defineWrite<const Contract extends SecuredConfig, Result>(
  contract: Contract,
  toMutation: (input: WriteInput<ParamsOf<Contract>, BodyOf<Contract>>) => Mutation<Result>,
  toAnswer: (result: Result) => WriteAnswer,
): WriteOperation {
  const operation = defineOperation(contract, (call) => {
    const expected = readIfMatch(call.context.req.header('if-match'))
    const { params, body } = call
    return answerWrite(call, toMutation({ params, expected, body }), toAnswer)
  })
  const json = contract.request?.body?.content['application/json']
  return {
    ...operation,
    operationId: contract.operationId,
    body: json && 'schema' in json ? (json.schema as z.ZodType) : undefined,
    toMutation: toMutation as WriteOperation['toMutation'],
    toAnswer,
  }
}

type WriteCall = Pick<Call<unknown>, 'context' | 'services' | 'operationId' | 'user'> & {
  readonly body?: unknown
}

const KEY = /^[!-~]{1,255}$/

/** Runs a use case through the write pipeline and answers with what came of it. */
export async function answerWrite<Result>(
  { context, services: { database, quotas }, operationId, user, body }: WriteCall,
  mutation: Mutation<Result>,
  toAnswer: (result: Result) => WriteAnswer,
): Promise<Response> {
  const { sessionId } = context.get('identity')
  const session = sessionId && createHash('sha256').update(sessionId).digest('base64url')
  const writer = { owner: user, session, operation: operationId, quotas }
  const toKept = (written: Written<Result>) => keptAnswer(toAnswer(written.result), written.change)
  const name = context.req.method === 'POST' ? context.req.header('idempotency-key') : undefined
  if (name !== undefined && !KEY.test(name)) throw new RequestError('KEY_INVALID')
  const kept =
    name === undefined || mutation.isTrial === true
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
