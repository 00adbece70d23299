import type { z } from '@hono/zod-openapi'
import type { FieldError } from './request-error.ts'

const MAX_ERRORS = 20

/** zod's findings in words that name the place and never quote the value. */
export function toFieldErrors(error: z.ZodError, place: 'pointer' | 'parameter'): FieldError[] {
  return error.issues.flatMap((issue) => fromIssue(issue, place)).slice(0, MAX_ERRORS)
}

function fromIssue(issue: z.core.$ZodIssue, place: 'pointer' | 'parameter'): FieldError[] {
  const at = (path: readonly PropertyKey[], detail: string): FieldError =>
    place === 'pointer'
      ? { pointer: path.map((key) => `/${escapePointer(String(key))}`).join(''), detail }
      : { parameter: String(path[0] ?? ''), detail }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at([...issue.path, key], 'is not known here'))
  }
  // The first branch is the one with members; what is wrong inside it says more than "no branch".
  const branch = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : []
  if (branch.length > 0) {
    return branch.flatMap((inner) =>
      fromIssue({ ...inner, path: [...issue.path, ...inner.path] }, place),
    )
  }
  return [at(issue.path, sentenceOf(issue))]
}

/** What was sent, without the members that were not. */
export function withoutAbsent<Members extends object>(
  members: Members,
): { [Name in keyof Members]: Exclude<Members[Name], undefined> } {
  const given = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as never
}

/** zod's own words for a wrong type speak of input and undefined; ours speak of the member. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message
  return issue.message.endsWith('undefined') ? 'is required' : `must be ${issue.expected}`
}

/** RFC 6901 §3. Long names are cut: they are the sender's. */
function escapePointer(key: string): string {
  return key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')
}
