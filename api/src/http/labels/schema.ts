import { z } from '@hono/zod-openapi'
import { linksToOne } from '../links.ts'
import {
  Color,
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  conflictOf,
  line,
  ownId,
  recordMembers,
} from '../record-schema.ts'

const NAME_MAX = 100

/** One of a kind among an owner's labels. */
const Name = line(NAME_MAX, 'errand').openapi({ 'x-unique': true })

export const Label = z
  .object({
    id: Id,
    name: z.string().openapi({ minLength: 1, maxLength: NAME_MAX, example: 'errand' }),
    color: Color.openapi({ example: 'blue' }),
    ...recordMembers,
  })
  .openapi('Label')

export const LabelCreate = z
  .strictObject({
    id: ownId('createLabel'),
    name: Name,
    color: Color.optional().openapi({ example: 'blue' }),
  })
  .openapi('LabelCreate', { example: { name: 'errand', color: 'blue' } })

export const LabelPatch = z
  .strictObject({
    name: Name.optional(),
    color: Color.optional(),
  })
  .openapi('LabelPatch', {
    description: 'A merge patch (RFC 7396): absent keeps.',
    example: { color: 'pink' },
  })

export const LabelList = z.object({ items: z.array(Label) }).openapi('LabelList')

export const LabelConflict = conflictOf('LabelConflict', Label, {
  id: EXAMPLE_ID,
  name: 'errand',
  color: 'blue',
  ...EXAMPLE_TIMES,
})

export const LabelParams = z.object({
  labelId: Id.openapi({ param: { name: 'labelId', in: 'path' } }),
})

/** The answer's id and version, where the operations on one of them take them. */
export const LABEL_LINKS = linksToOne('Label')
