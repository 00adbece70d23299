import { RequestError } from './request-error.ts'
import type { FieldError } from './request-error.ts'

/**
 * The query parameters of a URL. Throws QUERY_INVALID, naming it, for a parameter given twice, and
 * for percent-encoding that is not UTF-8, which a parser would turn into U+FFFD.
 */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?')
  if (start === -1) return {}
  const end = url.indexOf('#', start)
  const text = url.slice(start + 1, end === -1 ? undefined : end)
  try {
    decodeURIComponent(text)
  } catch (cause) {
    throw invalid([{ detail: 'The query is not percent-encoded UTF-8.' }], cause)
  }
  const values: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in values) throw invalid([{ parameter: name, detail: 'is given more than once' }])
    values[name] = value
  }
  return values
}

function invalid(errors: FieldError[], cause?: unknown): RequestError {
  return new RequestError('QUERY_INVALID', { errors, cause })
}
