import { createHash } from 'node:crypto'
import type { Color } from '../lists/list.ts'
import type { Recurrence } from '../tasks/recurrence/recurrence.ts'
import type { Reminder } from '../tasks/reminders.ts'
import { nameKeyOf } from '../labels/label.ts'
import { RuleError, parseRule } from '../tasks/recurrence/parse-rule.ts'
import type { Settings } from '../settings/settings.ts'
import type { Due } from '../tasks/due.ts'
import type { Priority } from '../tasks/task.ts'
import {
  MAX_EXTERNAL_ID,
  MAX_FILTERS,
  MAX_LABELS,
  MAX_LABELS_OF_TASK,
  MAX_LABEL_NAME,
  MAX_LISTS,
  MAX_NAME,
  MAX_NOTES,
  MAX_REMINDERS_OF_TASK,
  MAX_SECTIONS,
  MAX_TASKS,
  MAX_TITLE,
} from './document.ts'
import type {
  TransferDocument,
  TransferFilter,
  TransferLabel,
  TransferList,
  TransferSection,
  TransferTask,
} from './document.ts'
import { FindingList } from './findings.ts'
import type { Findings, Place } from './findings.ts'
import { joinTasks } from './join.ts'
import { cut, hasAtMost, toStorable } from './text.ts'
import { TransferError } from './transfer-error.ts'

/** What a reader made of a file. Errors are rows left out; warnings are parts of rows left out. */
export interface Reading {
  readonly document: TransferDocument
  readonly errors: Findings
  readonly warnings: Findings
}

/** A list as a reader found it; what is absent has its usual value. */
export interface ListDraft {
  readonly key: string
  readonly name: string
  readonly color?: Color
  readonly archived?: boolean
  readonly deletedAt?: string | null
}

/** A task as a reader found it; what is absent has its usual value. */
export interface TaskDraft {
  readonly key: string
  readonly externalId?: string | null
  readonly title: string
  readonly notes?: string
  readonly priority?: Priority
  readonly due?: Due | null
  readonly start?: string | null
  readonly reminders?: readonly Reminder[]
  readonly recurrence?: Recurrence | null
  readonly completedAt?: string | null
  readonly createdAt?: string | null
  readonly deletedAt?: string | null
  readonly list?: string | null
  readonly section?: string | null
  readonly parent?: string | null
  readonly labels?: readonly string[]
}

/** What a task refers to and is not there: ours is then wrong, another product's was half a file. */
export type Missing = 'error' | 'warning'

/** Puts a document together from what a reader finds, row by row. */
export class Assembly {
  readonly errors = new FindingList()
  readonly warnings = new FindingList()
  readonly #lists = new Map<string, TransferList>()
  readonly #sections = new Map<string, TransferSection>()
  readonly #labels = new Map<string, TransferLabel>()
  readonly #filters = new Map<string, TransferFilter>()
  readonly #labelKeys = new Map<string, string>()
  readonly #tasks = new Map<string, { task: TransferTask; place: Place }>()
  readonly #missing: Missing
  #settings: Settings | null = null

  constructor(missing: Missing) {
    this.#missing = missing
  }

  addSettings(place: Place, settings: Settings): void {
    if (this.#settings === null) this.#settings = settings
    else this.errors.add(place, TWICE)
  }

  addList(place: Place, list: ListDraft) {
    const name = this.#name(place, list.name, MAX_NAME)
    if (name === '') return void this.errors.add(place, 'The list has no name.')
    if (this.#lists.has(list.key)) return void this.errors.add(place, TWICE)
    requireRoom(this.#lists, MAX_LISTS, 'lists')
    const { key, color = 'gray', archived = false, deletedAt = null } = list
    this.#lists.set(key, { key, name, color, archived, deletedAt })
  }

  addSection(place: Place, section: TransferSection) {
    const name = this.#name(place, section.name, MAX_NAME)
    if (name === '') return void this.errors.add(place, 'The section has no name.')
    if (this.#sections.has(section.key)) return void this.errors.add(place, TWICE)
    if (!this.#lists.has(section.list)) return void this.errors.add(place, 'Its list is not there.')
    requireRoom(this.#sections, MAX_SECTIONS, 'sections')
    this.#sections.set(section.key, { ...section, name })
  }

  addLabel(place: Place, label: { key: string; name: string; color?: Color }) {
    const name = this.#name(place, label.name, MAX_LABEL_NAME)
    if (name === '') return void this.errors.add(place, 'The label has no name.')
    const folded = nameKeyOf(name)
    if (this.#labels.has(label.key) || this.#labelKeys.has(folded)) {
      return void this.errors.add(place, TWICE)
    }
    requireRoom(this.#labels, MAX_LABELS, 'labels')
    this.#labels.set(label.key, { key: label.key, name, color: label.color ?? 'gray' })
    this.#labelKeys.set(folded, label.key)
  }

  addFilter(place: Place, filter: TransferFilter): void {
    const name = this.#name(place, filter.name, MAX_NAME)
    if (name === '') {
      this.errors.add(place, 'The filter has no name.')
      return
    }
    if (this.#filters.has(filter.key)) {
      this.errors.add(place, TWICE)
      return
    }
    requireRoom(this.#filters, MAX_FILTERS, 'filters')
    this.#filters.set(filter.key, { ...filter, name })
  }

  /** The key of the label with that name, which is made when there is none. */
  labelNamed(place: Place, name: string): string | undefined {
    const folded = nameKeyOf(cut(toStorable(name).trim(), MAX_LABEL_NAME))
    if (folded === '') return undefined
    if (!this.#labelKeys.has(folded)) this.addLabel(place, { key: `label ${folded}`, name })
    return this.#labelKeys.get(folded)
  }

  addTask(place: Place, draft: TaskDraft) {
    if (this.#tasks.has(draft.key)) return void this.errors.add(place, TWICE)
    const whole = toStorable(draft.title).trim()
    if (whole === '') return void this.errors.add(place, 'The task has no title.')
    requireRoom(this.#tasks, MAX_TASKS, 'tasks')
    const isCut = !hasAtMost(whole, MAX_TITLE)
    const notes = toStorable(draft.notes ?? '')
    const allNotes = isCut ? `${whole}\n\n${notes}`.trimEnd() : notes
    if (isCut) this.warnings.add(place, 'The title was cut; the whole of it is in the notes.')
    if (!hasAtMost(allNotes, MAX_NOTES)) this.warnings.add(place, 'The notes were cut.')
    const { key, priority = 'none', due = null, start = null } = draft
    const recurrence = this.#recurrence(place, draft.recurrence ?? null)
    if (recurrence === undefined) return
    const { completedAt = null, createdAt = null, deletedAt = null } = draft
    const { list = null, parent = null } = draft
    const task: TransferTask = {
      key,
      externalId: fitExternalId(draft.externalId ?? null),
      title: cut(whole, MAX_TITLE).trimEnd(),
      notes: cut(allNotes, MAX_NOTES),
      priority,
      due,
      start,
      reminders: this.#atMost(place, draft.reminders, MAX_REMINDERS_OF_TASK, 'reminders'),
      recurrence,
      completedAt,
      createdAt,
      deletedAt,
      list,
      section: draft.section ?? null,
      parent,
      labels: this.#atMost(place, draft.labels, MAX_LABELS_OF_TASK, 'labels'),
    }
    this.#tasks.set(key, { task, place })
  }

  lists(): Iterable<TransferList> {
    return this.#lists.values()
  }

  sections(): Iterable<TransferSection> {
    return this.#sections.values()
  }

  finish(): Reading {
    const { errors, warnings } = this
    const tasks = joinTasks(this.#tasks, {
      lists: this.#lists,
      sections: this.#sections,
      labels: this.#labels,
      missing: this.#missing,
      errors,
      warnings,
    })
    const document = {
      settings: this.#settings,
      lists: [...this.#lists.values()],
      sections: [...this.#sections.values()],
      labels: [...this.#labels.values()],
      filters: [...this.#filters.values()],
      tasks,
    }
    return { document, errors, warnings }
  }

  /** Undefined when the task is left out for its rule. */
  #recurrence(place: Place, given: Recurrence | null): Recurrence | null | undefined {
    const refusal = given === null ? undefined : refusalOf(given.rule)
    if (refusal === undefined) return given
    const isOurs = this.#missing === 'error'
    if (isOurs) this.errors.add(place, `The rule ${refusal}.`)
    else this.warnings.add(place, `Its rule was left out: it ${refusal}.`)
    return isOurs ? undefined : null
  }

  #name(place: Place, given: string, max: number): string {
    const name = toStorable(given).trim()
    if (!hasAtMost(name, max)) this.warnings.add(place, 'The name was cut.')
    return cut(name, max).trimEnd()
  }

  #atMost<T>(place: Place, given: readonly T[] = [], max: number, what: string): T[] {
    const all = [...new Set(given)]
    if (all.length > max) this.warnings.add(place, `Only the first ${max} ${what} were taken.`)
    return all.slice(0, max)
  }
}

const TWICE = 'It is there twice.'

function requireRoom(map: ReadonlyMap<string, unknown>, max: number, what: string): void {
  if (map.size < max) return
  throw new TransferError('TRANSFER_TOO_MUCH', `A file may hold ${max} ${what} at the most.`)
}

function refusalOf(rule: string): string | undefined {
  try {
    parseRule(rule)
    return undefined
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return error.message
  }
}

/** A long one is told by its digest; the same text always by the same. */
function fitExternalId(externalId: string | null): string | null {
  if (externalId === null || hasAtMost(toStorable(externalId), MAX_EXTERNAL_ID)) {
    return externalId === null ? null : toStorable(externalId)
  }
  const scheme = /^[a-z-]{1,20}:/.exec(externalId)?.[0] ?? ''
  return `${scheme}sha256:${createHash('sha256').update(externalId).digest('hex')}`
}
