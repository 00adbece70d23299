import { FilterError } from '../../filters/error.ts'
import { MAX_LENGTH } from '../../filters/filter.ts'
import { parseFilter } from '../../filters/parse.ts'
import { text } from '../tasks/text.ts'

const EXAMPLE = 'status:open due<7d'

/** A filter as text that can be read; what is wrong with it is said with the place. */
export function filterText(description: string) {
  return text(MAX_LENGTH)
    .superRefine((value, context) => {
      // One thing that is wrong is said once.
      if (value.length > MAX_LENGTH || !value.isWellFormed() || value.includes('\0')) return
      try {
        parseFilter(value)
      } catch (error) {
        if (!(error instanceof FilterError)) throw error
        context.addIssue({ code: 'custom', message: error.message })
      }
    })
    .openapi({
      type: 'string',
      // A language of its own: tools that make up texts leave what has a format alone.
      format: 'task-filter',
      minLength: 1,
      maxLength: MAX_LENGTH,
      description,
      example: EXAMPLE,
    })
}
