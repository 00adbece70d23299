import { z } from '@hono/zod-openapi'
import { linksToOne, linksToTrashed } from '../links.ts'
import {
  Color,
  DeletedAt,
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  neighbour,
  Position,
  conflictOf,
  line,
  ownId,
  recordMembers,
} from '../record-schema.ts'

const NAME_MAX = 200

export const List = z
  .object({
    id: Id,
    name: z.string().openapi({ minLength: 1, maxLength: NAME_MAX, example: 'Home' }),
    color: Color.openapi({ example: 'green' }),
    archived: z.boolean().openapi({ example: false }),
    position: Position,
    deletedAt: DeletedAt,
    ...recordMembers,
  })
  .openapi('List')

export const ListCreate = z
  .strictObject({
    id: ownId('createList'),
    name: line(NAME_MAX, 'Home'),
    color: Color.optional().openapi({ example: 'green' }),
    archived: z.boolean().optional(),
  })
  .openapi('ListCreate', { example: { name: 'Home', color: 'green' } })

export const ListPatch = z
  .strictObject({
    name: line(NAME_MAX, 'Home').optional(),
    color: Color.optional(),
    archived: z.boolean().optional(),
    after: neighbour('createList', 'list of yours'),
  })
  .openapi('ListPatch', {
    description: 'A merge patch (RFC 7396): absent keeps.',
    example: { name: 'At home', color: 'teal' },
  })

export const ListList = z.object({ items: z.array(List) }).openapi('ListList')

export const ListConflict = conflictOf('ListConflict', List, {
  id: EXAMPLE_ID,
  name: 'Home',
  color: 'green',
  archived: false,
  position: 'a0',
  deletedAt: null,
  ...EXAMPLE_TIMES,
})

export const ListParams = z.object({
  listId: Id.openapi({ param: { name: 'listId', in: 'path' } }),
})

/** The answer's id and version, where the operations on one of them take them. */
export const LIST_LINKS = linksToOne('List')

/** Where what went to the trash is then, and at which version. */
export const TRASHED_LIST_LINKS = linksToTrashed('List')
