import { sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'

/** Gathers the values of a filter, each under a placeholder of its own. */
export class Parameters {
  readonly values: Record<string, string> = {}
  #count = 0

  add(value: string): Placeholder {
    const name = `filter${this.#count++}`
    this.values[name] = value
    return sql.placeholder(name)
  }
}
