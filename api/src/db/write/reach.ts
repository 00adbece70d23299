/**
 * Statements that reach all the rows they are for, or none: the commit is on its way together with
 * them, so the database itself has to notice what is missing.
 */
import { DatabaseError } from '../errors.ts'

const DIVISION_BY_ZERO = '22012'

/**
 * The last part of a `with`, and its query: fails unless `written`, a statement that returns what it
 * reached, reaches `expected` rows. `also`: another column of the only row that is answered.
 */
export function reachAll(written: string, expected: string, also = 'null'): string {
  return `written as (${written})
    select 1 / (count(*) = ${expected})::int as reached, ${also} as also from written`
}

/**
 * CHANGE_LOST when a statement reached too little: the lock makes certain that none does, a
 * connection lost and remade in between does not.
 */
export async function orLost<Result>(writes: Promise<Result>): Promise<Result> {
  try {
    return await writes
  } catch (error) {
    const isLost = (error as { code?: unknown }).code === DIVISION_BY_ZERO
    throw isLost ? new DatabaseError('DATABASE_UNREACHABLE', 'CHANGE_LOST') : error
  }
}
