import { z } from '@hono/zod-openapi'
import { MAX_LENGTH } from '../../filters/filter.ts'
import { link, linksToOne } from '../links.ts'
import {
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
import { filterText } from './filter-text.ts'

const NAME_MAX = 200
const Text = filterText('In the filter language, kept as it was typed: see docs/filters.md.')

export const Filter = z
  .object({
    id: Id,
    name: z.string().openapi({ minLength: 1, maxLength: NAME_MAX, example: 'This week' }),
    filter: z.string().openapi({
      minLength: 1,
      maxLength: MAX_LENGTH,
      description: 'Give it as `filter` to list the tasks it means.',
      example: 'status:open due<7d',
    }),
    position: Position,
    ...recordMembers,
  })
  .openapi('Filter')

export const FilterCreate = z
  .strictObject({ id: ownId('createFilter'), name: line(NAME_MAX, 'This week'), filter: Text })
  .openapi('FilterCreate', { example: { name: 'This week', filter: 'status:open due<7d' } })

export const FilterPatch = z
  .strictObject({
    name: line(NAME_MAX, 'This week').optional(),
    filter: Text.optional(),
    after: neighbour('createFilter', 'filter of yours'),
  })
  .openapi('FilterPatch', {
    description: 'A merge patch (RFC 7396): absent keeps.',
    example: { name: 'Next week', filter: 'status:open due>=7d due<14d' },
  })

export const FilterList = z.object({ items: z.array(Filter) }).openapi('FilterList')

export const FilterConflict = conflictOf('FilterConflict', Filter, {
  id: EXAMPLE_ID,
  name: 'This week',
  filter: 'status:open due<7d',
  position: 'a0',
  ...EXAMPLE_TIMES,
})

export const FilterParams = z.object({
  filterId: Id.openapi({ param: { name: 'filterId', in: 'path' } }),
})

/** The answer's id and version, where the operations on one of them take them. */
export const FILTER_LINKS = {
  ...linksToOne('Filter'),
  listItsTasks: link('listTasks', { 'query.filter': '$response.body#/filter' }),
}
