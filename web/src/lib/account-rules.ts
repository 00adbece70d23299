// What an account must look like: one place for the form, which says so, and the server's refusal.
export const nameLength = { max: 100 }
export const passwordLength = { min: 10, max: 128 }

/** The name as it is kept, or null when it can not be shown or stored: PostgreSQL takes no NUL. */
export function acceptableName(typed: string): string | null {
  const name = typed.trim().normalize('NFC')
  if (name === '' || name.length > nameLength.max) return null
  return /\p{Cc}/u.test(name) || !name.isWellFormed() ? null : name
}
