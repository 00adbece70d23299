import { createRoute } from '@hono/zod-openapi'
import type { Mutation } from '../../db/write/run.ts'
import { batch } from '../../model/batch.ts'
import type { Outcome } from '../../model/batch.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IdempotencyKey, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { MAX_BYTES, defineOperation } from '../operation.ts'
import { describeRefusal } from '../refusal.ts'
import { answerWrite } from '../write.ts'
import type { WriteAnswer, WriteOperation } from '../write.ts'
import { PARTS } from './parts.ts'
import { BatchAnswer, BatchRefusal, BatchRequest } from './schema.ts'
import type { BatchPart } from './schema.ts'

const MAX_BATCH_BYTES = 1024 * 1024

const PART_OF = new Map<string, WriteOperation>(PARTS.map((part) => [part.operationId, part]))

export const batchOperation = defineOperation(
  createRoute({
    method: 'post',
    path: '/v1/batch',
    operationId: 'batch',
    tags: ['Changes'],
    summary: 'Do several things as one change',
    description:
      'Up to 500 operations in their order, in a body of up to 1 MiB. Each sees what those before it did, so that ids of your own tie them together; all of it is one change, which one undo takes back.',
    security: needs('tasks:write'),
    [MAX_BYTES]: MAX_BATCH_BYTES,
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: BatchRequest } } },
    },
    responses: {
      200: {
        description: 'What came of each.',
        headers: headers(NO_STORE, GONE),
        content: { 'application/json': { schema: BatchAnswer } },
      },
      ...problems([...WRITE_PROBLEMS, 'batch-refused', 'quota-exceeded'], {
        withBody: true,
        schemas: { 422: BatchRefusal },
      }),
    },
  }),
  (call) => {
    const { mode = 'atomic', dryRun = false, operations } = call.body
    const parts = operations.map((part) => toPart(part as BatchPart))
    const options = { isAtomic: mode === 'atomic', isTrial: dryRun }
    const mutations = parts.map(({ mutation }) => mutation)
    return answerWrite(call, batch(mutations, options), (outcomes) => ({
      status: 200,
      body: {
        dryRun,
        items: outcomes.map((outcome, index) => toItem(outcome, parts[index]?.operation)),
      },
    }))
  },
)

interface Part {
  readonly operation: WriteOperation | undefined
  readonly mutation: Mutation<unknown>
}

function toPart({ operation: name, ifVersion, body, ...params }: BatchPart): Part {
  const operation = PART_OF.get(name)
  if (operation === undefined) throw new Error(`no part ${name}`)
  const expected = ifVersion === undefined ? undefined : new Set([ifVersion])
  return { operation, mutation: operation.toMutation({ params, expected, body }) }
}

function toItem(outcome: Outcome, operation: WriteOperation | undefined): object {
  if ('refused' in outcome) {
    const problem = describeRefusal(outcome.refused)
    return { status: problem.status, problem }
  }
  const answer = operation?.toAnswer(outcome.result as never) as WriteAnswer
  return { status: answer.status, ...(answer.body === undefined ? {} : { body: answer.body }) }
}
