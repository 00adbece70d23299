import { and, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { AnyColumn, SQL } from 'drizzle-orm'
import { PRIORITIES } from '../../filters/filter.ts'
import type { Feature, Filter, Place, Term, When } from '../../filters/filter.ts'
import type { Span } from '../../filters/span.ts'
import { labels, taskLabels, tasks } from '../schema.ts'
import { hasText } from './has-text.ts'
import { isInTime } from './is-in-time.ts'
import { Parameters } from './parameters.ts'
import { shapeOf } from './shape.ts'

/** A filter as SQL: its shape decides the text, its values are parameters. */
export interface Condition {
  /** Over `tasks`; the owner is the placeholder `owner`. */
  readonly where: SQL
  /** The same for all whose text is the same. */
  readonly shape: string
  /** By placeholder. */
  readonly values: Readonly<Record<string, string>>
}

export interface Meaning {
  readonly filter: Filter
  readonly spanOf: (when: When) => Span
  /** The key that a label's name is found by. */
  readonly labelKeyOf: (name: string) => string
}

export function toCondition(meaning: Meaning): Condition {
  const parameters = new Parameters()
  const where = toSql(meaning.filter, { ...meaning, parameters })
  return { where, shape: shapeOf(meaning.filter), values: parameters.values }
}

type Context = Omit<Meaning, 'filter'> & { readonly parameters: Parameters }

function toSql(filter: Filter, context: Context): SQL {
  if (filter.kind === 'not') {
    // What is unknown, like the due of a task without one, is not so.
    return sql`(${toSql(filter.part, context)}) is not true`
  }
  if (filter.kind === 'and' || filter.kind === 'or') {
    const parts = filter.parts.map((part) => toSql(part, context))
    return sql`${(filter.kind === 'and' ? and : or)(...parts)}`
  }
  return termToSql(filter, context)
}

function termToSql(term: Term, { parameters, spanOf, labelKeyOf }: Context): SQL {
  switch (term.kind) {
    case 'status':
      return term.status === 'done' ? isNotNull(tasks.completedAt) : isNull(tasks.completedAt)
    case 'inbox':
      return isNull(tasks.listId)
    case 'place':
      return sql`${PLACE_COLUMNS[term.place]} = ${parameters.add(term.id)}::uuid`
    case 'labelId':
      return sql`${tasks.id} in (select ${taskLabels.taskId} from ${taskLabels}
        where ${taskLabels.ownerId} = ${OWNER} and ${taskLabels.labelId} = ${parameters.add(term.id)}::uuid)`
    case 'labelName':
      return sql`${tasks.id} in (select ${taskLabels.taskId} from ${taskLabels}
        join ${labels} on ${labels.ownerId} = ${taskLabels.ownerId} and ${labels.id} = ${taskLabels.labelId}
        where ${taskLabels.ownerId} = ${OWNER} and ${labels.ownerId} = ${OWNER}
          and ${labels.nameKey} = ${parameters.add(labelKeyOf(term.name))})`
    case 'priority': {
      const priority = parameters.add(`${PRIORITIES.indexOf(term.priority)}`)
      return sql`${tasks.priority} ${sql.raw(term.comparison)} ${priority}::smallint`
    }
    case 'moment':
      return isInTime(term.field, term.comparison, spanOf(term.when), parameters)
    case 'has':
      return FEATURES[term.feature]
    case 'text':
      return hasText(term.words, term.isOpen, parameters)
  }
}

const OWNER = sql.placeholder('owner')

const PLACE_COLUMNS: Readonly<Record<Place, AnyColumn>> = {
  list: tasks.listId,
  section: tasks.sectionId,
  parent: tasks.parentId,
}

const FEATURES: Readonly<Record<Feature, SQL>> = {
  due: isNotNull(tasks.dueAt),
  start: isNotNull(tasks.startOn),
  label: sql`${tasks.labelIds} <> '{}'`,
  section: isNotNull(tasks.sectionId),
  parent: isNotNull(tasks.parentId),
  notes: sql`${tasks.notes} <> ''`,
  reminder: sql`${tasks.reminders} <> '[]'`,
  recurrence: isNotNull(tasks.recurrence),
  // Asked once for all tasks: those that some live task names as its parent.
  subtask: sql`${tasks.id} in (select child.parent_id from ${tasks} as child
    where child.owner_id = ${OWNER} and child.parent_id is not null and child.deleted_at is null)`,
}
