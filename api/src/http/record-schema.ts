/** What the representations of everything an owner has share. */
import { z } from '@hono/zod-openapi'
import { COLORS } from '../lists/list.ts'
import { Problem } from './openapi.ts'
import { problemTypeUri } from './problem-types.ts'
import { text } from './tasks/text.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const EXAMPLE_ID = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'
// JavaScript's own notion of white space, as `trim` uses it.
const NOT_BLANK = /\S/

export const Id = z
  .string()
  .regex(UUID_V7, 'must be a UUID of version 7 in lower case')
  .openapi({ format: 'uuid', pattern: UUID_V7.source, example: EXAMPLE_ID })

/** An id of the client's own, for something that this operation makes. */
export const ownId = (operationId: string) =>
  Id.optional().openapi({
    description: 'Your own UUIDv7, for offline use and safe retries. Made here when absent.',
    'x-source': { operationId, value: '$response.body#/id' },
  })

/** An id of something that is there: which operation makes it. */
export const idFrom = (operationId: string, description: string) =>
  Id.openapi({ description, 'x-source': { operationId, value: '$response.body#/id' } })

/** The place among others: right after the one that `operationId` made. `what`: as in "list of yours". */
export const neighbour = (operationId: string, what: string) =>
  z
    .union([idFrom(operationId, `The ${what.split(' ')[0]} to stand right after.`), z.null()])
    .optional()
    .openapi({ description: `Moves it right after this ${what}; null: before all others.` })

export const Instant = z
  .string()
  .openapi({ format: 'date-time', example: '2026-11-20T08:15:30.123Z' })

export const Position = z.string().openapi({
  description: 'A fractional index: sorts as text, by bytes, in the order of the list.',
  example: 'a0',
})

export const Color = z.enum(COLORS, `must be one of ${COLORS.join(', ')}`)

/** One line of text that is not blank. */
export function line(max: number, example: string) {
  return text(max)
    .refine((value) => NOT_BLANK.test(value), 'must not be blank')
    .transform((value) => value.trim())
    .openapi({
      type: 'string',
      minLength: 1,
      maxLength: max,
      pattern: NOT_BLANK.source,
      description: `Trimmed; at most ${max} characters before that.`,
      example,
    })
}

/** The members that come last in every representation. */
export const recordMembers = {
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int().openapi({
    minimum: 1,
    description: 'Grows with every change; the ETag is this number in quotes.',
    example: 42,
  }),
}

export const DeletedAt = Instant.nullable().openapi({
  description: 'In the trash since then.',
  example: null,
})

export const EXAMPLE_TIMES = {
  createdAt: '2026-11-20T08:15:30.123Z',
  updatedAt: '2026-11-20T08:15:30.123Z',
  version: 42,
}

/** The 412 of a resource: it has changed, and `current` is how it is now. */
export function conflictOf<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  current: object,
) {
  return Problem.extend({ current: schema })
    .openapi(name, {
      description: 'It has changed since the ETag in If-Match; `current` is how it is now.',
    })
    .openapi({
      example: {
        type: problemTypeUri('precondition-failed'),
        title: 'It has changed meanwhile',
        status: 412,
        instance: 'urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e',
        current,
      },
    })
}
