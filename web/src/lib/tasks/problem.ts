// A refusal of the api (RFC 9457) in words a person can act on.
import { fieldName, type Task, type TaskField } from './task.ts'

export type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  errors?: { pointer?: string; parameter?: string; detail: string }[]
  current?: Task
}

const sentences: Record<string, string> = {
  'not-found': 'This task no longer exists. It was probably deleted in another place.',
  'precondition-failed': 'The task was changed in another place.',
  'content-too-large': 'The text is too long to be saved.',
  'invalid-cursor': 'The list has changed. Load it again.',
  'internal-error': 'Something went wrong on the server. Nothing was saved.',
}

const fields = new Set<string>([
  ...['title', 'notes', 'priority', 'due', 'status'],
  ...['listId', 'sectionId', 'parentId', 'labelIds', 'recurrence'],
])

/** The last part of the problem's type, such as `validation-failed`. */
export function problemSlug(problem: Problem): string {
  return problem.type.slice(problem.type.lastIndexOf('#') + 1)
}

/** One or more sentences: the known ones for known types, the fields by name, else its detail. */
export function explain(problem: Problem): string {
  const errors = (problem.errors ?? []).map(explainError)
  if (errors.length > 0) return errors.join(' ')
  return sentences[problemSlug(problem)] ?? sentence(problem.detail ?? problem.title)
}

function explainError(error: { pointer?: string; parameter?: string; detail: string }): string {
  const name = error.pointer?.split('/')[1] ?? error.parameter
  if (name === undefined) return sentence(error.detail)
  return sentence(`${fields.has(name) ? fieldName(name as TaskField) : name}: ${error.detail}`)
}

function sentence(text: string): string {
  const started = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(started) ? started : `${started}.`
}
