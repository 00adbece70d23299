import { z } from '@hono/zod-openapi'

/** PostgreSQL can't keep U+0000, and a lone surrogate is not text. */
function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0')
}

/** JSON Schema counts characters, not UTF-16 units (RFC 8259 §8.2 and its own §6.3.1). */
function hasAtMost(characters: number) {
  return (value: string) => value.length <= characters || Array.from(value).length <= characters
}

/** Text of at most `max` characters that can be kept as it is. */
export function text(max: number) {
  return z
    .string()
    .refine(hasAtMost(max), `must have at most ${max} characters`)
    .refine(isStorable, 'must be well-formed Unicode without U+0000')
}
