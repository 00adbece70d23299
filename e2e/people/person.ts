/** Somebody who uses Holdfast: what they type to sign up and to sign in. */
import { randomUUID } from 'node:crypto'

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Somebody no test has met before. */
export function newPerson(name = 'Ada Lovelace'): Person {
  const unique = randomUUID()
  return { name, email: `${unique}@example.com`, password: `pass word ${unique}` }
}
