import { z } from '@hono/zod-openapi'
import { linksToOne } from '../links.ts'
import {
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  neighbour,
  Position,
  conflictOf,
  idFrom,
  line,
  ownId,
  recordMembers,
} from '../record-schema.ts'

const NAME_MAX = 200

export const Section = z
  .object({
    id: Id,
    listId: Id,
    name: z.string().openapi({ minLength: 1, maxLength: NAME_MAX, example: 'Garden' }),
    position: Position,
    ...recordMembers,
  })
  .openapi('Section')

export const SectionCreate = z
  .strictObject({
    id: ownId('createSection'),
    listId: idFrom('createList', 'One of your lists.'),
    name: line(NAME_MAX, 'Garden'),
  })
  .openapi('SectionCreate', { example: { listId: EXAMPLE_ID, name: 'Garden' } })

export const SectionPatch = z
  .strictObject({
    name: line(NAME_MAX, 'Garden').optional(),
    after: neighbour('createSection', 'section of the same list'),
  })
  .openapi('SectionPatch', {
    description: 'A merge patch (RFC 7396): absent keeps.',
    example: { name: 'Balcony' },
  })

export const SectionList = z.object({ items: z.array(Section) }).openapi('SectionList')

export const SectionConflict = conflictOf('SectionConflict', Section, {
  id: EXAMPLE_ID,
  listId: EXAMPLE_ID,
  name: 'Garden',
  position: 'a0',
  ...EXAMPLE_TIMES,
})

export const SectionParams = z.object({
  sectionId: Id.openapi({ param: { name: 'sectionId', in: 'path' } }),
})

/** The answer's id and version, where the operations on one of them take them. */
export const SECTION_LINKS = linksToOne('Section')
