/** Parts of what asks for a page, and of a page. */
import { z } from '@hono/zod-openapi'

/** `limit`: a whole number from 1 to `max`. */
export function limitOf(max: number, fallback: number) {
  return z
    .string()
    .regex(/^\d{1,3}$/, `must be a whole number from 1 to ${max}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= max, `must be from 1 to ${max}`)
    .default(fallback)
    .openapi({ type: 'integer', minimum: 1, maximum: max, default: fallback })
}

/** RFC 8288, with a reference relative to the request: the origin people use may be another. */
export function nextLink(url: string, cursor: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.set('cursor', cursor)
  return `<${pathname}?${searchParams.toString()}>; rel="next"`
}
