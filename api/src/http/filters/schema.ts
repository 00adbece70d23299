import { z } from '@hono/zod-openapi'
import { MAX_LENGTH } from '../../filters/filter.ts'
import { link } from '../openapi.ts'
import {
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
    after: z
      .union([idFrom('createFilter', 'The filter to stand right after.'), z.null()])
      .optional()
      .openapi({
        description: 'Moves it right after this filter of yours; null: before all others.',
      }),
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

const named = { 'path.filterId': '$response.body#/id' }
const matched = { ...named, 'header.If-Match': '$response.header.ETag' }

/** The answer's id and version, where the operations on one of them take them (OpenAPI 3.1 §4.8.20). */
export const FILTER_LINKS = {
  getFilter: link('getFilter', named),
  getFilterUnlessCurrent: link('getFilter', {
    ...named,
    'header.If-None-Match': '$response.header.ETag',
  }),
  updateFilter: link('updateFilter', matched),
  deleteFilter: link('deleteFilter', matched),
  listItsTasks: link('listTasks', { 'query.filter': '$response.body#/filter' }),
} as const
