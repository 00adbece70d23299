/** The columns of our CSV, in their order (docs/formats.md). */
export const COLUMNS = [
  'type',
  'title',
  'list',
  'section',
  'completedAt',
  'due',
  'dueTimeZone',
  'start',
  'priority',
  'labels',
  'notes',
  'reminders',
  'rule',
  'ruleFrom',
  'ruleExcept',
  'filter',
  'color',
  'archived',
  'createdAt',
  'deletedAt',
  'id',
  'parentId',
  'listId',
  'sectionId',
  'labelIds',
  'externalId',
  'timeZone',
  'weekStart',
] as const

export type Column = (typeof COLUMNS)[number]
export type Cells = { readonly [Name in Column]?: string }
