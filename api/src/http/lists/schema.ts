import { z } from '@hono/zod-openapi'
import { link } from '../openapi.ts'
import { trashLinks } from '../openapi.ts'
import {
  Color,
  DeletedAt,
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  Position,
  conflictOf,
  idFrom,
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
    after: z
      .union([idFrom('createList', 'The list to stand right after.'), z.null()])
      .optional()
      .openapi({
        description: 'Moves it right after this list of yours; null: before all others.',
      }),
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

const named = { 'path.listId': '$response.body#/id' }
const matched = { ...named, 'header.If-Match': '$response.header.ETag' }

/** The answer's id and version, where the operations on one of them take them (OpenAPI 3.1 §4.8.20). */
export const LIST_LINKS = {
  getList: link('getList', named),
  getListUnlessCurrent: link('getList', {
    ...named,
    'header.If-None-Match': '$response.header.ETag',
  }),
  updateList: link('updateList', matched),
  deleteList: link('deleteList', matched),
} as const

/** Where what went to the trash is then, and at which version. */
export const TRASHED_LIST_LINKS = trashLinks('List', 'listId')
