/** The people of one test: a victim, an attacker and a stranger. */
import { newPerson } from './people.ts'
import type { Person } from './people.ts'
import { giveTasks } from './tasks.ts'
import type { Task } from './tasks.ts'

export interface World {
  /** The victim. */
  a: Person
  tasksOfA: Task[]
  /** The attacker, with the same tasks but for the canary. */
  b: Person
  tasksOfB: Task[]
  /** Signed in, owns nothing. */
  c: Person
}

export async function newWorld(): Promise<World> {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const [tasksOfA, tasksOfB] = await Promise.all([giveTasks(a), giveTasks(b)])
  return { a, tasksOfA, b, tasksOfB, c: newPerson('C') }
}
