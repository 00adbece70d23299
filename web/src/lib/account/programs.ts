// What a person may let a program do, and for how long: one place for the forms and for the server.

/** The scopes of openapi.yaml, in words for whoever grants them. */
export const programScopes = {
  'tasks:read': 'See your tasks',
  'tasks:write': 'Add, change and delete tasks',
} as const satisfies Record<string, string>

export type ProgramScope = keyof typeof programScopes

export const everyScope = Object.keys(programScopes) as ProgramScope[]

/** There is no access without an end. */
export const lifetimes = [7, 30, 90, 365] as const
export type LifetimeDays = (typeof lifetimes)[number]
export const usualLifetime: LifetimeDays = 30

export const mostPrograms = 50
export const programNameLength = { max: 64 }

/**
 * RFC 6749 §3.3: the order means nothing, and a scope named twice is named.
 * @returns null when it names what there is not, or nothing
 */
export function scopesFrom(named: readonly string[]): ProgramScope[] | null {
  const known = everyScope.filter((scope) => named.includes(scope))
  const unknown = named.some((scope) => !everyScope.includes(scope as ProgramScope))
  return unknown || known.length === 0 ? null : known
}

export function lifetimeFrom(typed: unknown): LifetimeDays | null {
  return lifetimes.find((days) => String(days) === typed) ?? null
}
