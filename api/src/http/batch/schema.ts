import { z } from '@hono/zod-openapi'
import { Problem } from '../openapi.ts'
import { problemTypeUri } from '../problem-types.ts'
import { EXAMPLE_ID, Id } from '../record-schema.ts'
import type { WriteOperation } from '../write.ts'
import { PARTS } from './parts.ts'

const MAX_OPERATIONS = 500

/** One operation of a batch: its name, what its path, If-Match and body would be. */
function partSchema({ operationId, contract, body }: WriteOperation) {
  const parameter = /\{(\w+)\}/.exec(contract.path)?.[1]
  return z
    .strictObject({
      operation: z.literal(operationId),
      ...(parameter === undefined
        ? {}
        : {
            [parameter]: Id,
            ifVersion: z.int().min(1).optional().openapi({
              description: 'The version the change starts from, as If-Match would say.',
              example: 42,
            }),
          }),
      ...(body === undefined ? {} : { body }),
    })
    .openapi(`Batch${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`)
}

/** What {@link partSchema} reads. */
export interface BatchPart {
  readonly operation: string
  readonly ifVersion?: number
  readonly body?: unknown
  readonly [parameter: string]: unknown
}

const [first, ...others] = PARTS.map(partSchema)

const Part = z.discriminatedUnion(
  'operation',
  [first as NonNullable<typeof first>, ...others],
  'must name an operation that a batch can be made of',
)

export const BatchRequest = z
  .strictObject({
    mode: z.enum(['atomic', 'each']).optional().openapi({
      description:
        '`atomic` (when absent): one refusal refuses all. `each`: what can be done is done.',
    }),
    dryRun: z.boolean().optional().openapi({ description: 'Answers, and changes nothing.' }),
    operations: z
      .array(Part)
      .min(1, 'must have an operation')
      .max(MAX_OPERATIONS, `must have at most ${MAX_OPERATIONS} operations`)
      .openapi({
        minItems: 1,
        maxItems: MAX_OPERATIONS,
        // Whoever tries ids does so in each of these operations by itself.
        'x-carries-operations': true,
      }),
  })
  .openapi('BatchRequest', {
    example: {
      operations: [
        { operation: 'createList', body: { id: EXAMPLE_ID, name: 'Move' } },
        { operation: 'createTask', body: { title: 'Find boxes', listId: EXAMPLE_ID } },
      ],
    },
  })

/** What an operation of a batch would have been refused with by itself. */
const PartProblem = Problem.partial()
  .extend({
    current: z.record(z.string(), z.unknown()).optional().openapi({
      description: 'With precondition-failed: how it is now.',
    }),
  })
  .openapi('BatchProblem', {
    description: 'What the operation would have been answered with by itself.',
  })

export const BatchAnswer = z
  .object({
    dryRun: z.boolean(),
    items: z
      .array(
        z
          .object({
            status: z.int().openapi({ minimum: 200, maximum: 499, example: 201 }),
            body: z
              .record(z.string(), z.unknown())
              .optional()
              .openapi({ description: 'What the operation answers with by itself.' }),
            problem: PartProblem.optional(),
          })
          .openapi('BatchItem'),
      )
      .openapi({
        description: 'One for each operation, in their order.',
        maxItems: MAX_OPERATIONS,
      }),
  })
  .openapi('BatchAnswer')

export const BatchRefusal = Problem.extend({
  refused: PartProblem.optional(),
})
  .openapi('BatchRefusal')
  .openapi({
    example: {
      type: problemTypeUri('batch-refused'),
      title: 'One of the operations was refused, so none was done',
      status: 422,
      instance: 'urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e',
      errors: [{ pointer: '/operations/1', detail: 'Not found' }],
      refused: { type: problemTypeUri('not-found'), title: 'Not found', status: 404 },
    },
  })
