// Where things lie in the checkout.
import { fileURLToPath } from 'node:url'

/** The root of the checkout, absolute, with a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

export function inRoot(path: string): string {
  return `${root}${path}`
}
