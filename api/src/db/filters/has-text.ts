import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { tasks } from '../schema.ts'
import { taskSearch, taskWords } from '../search/schema.ts'
import type { Parameters } from './parameters.ts'

const OWNER = sql.placeholder('owner')
// Sorts behind whatever a word can go on with.
const LAST_CHARACTER = '\u{10ffff}'

/** Whether title or notes have these words next to one another; the last may go on when `isOpen`. */
export function hasText(words: readonly string[], isOpen: boolean, parameters: Parameters): SQL {
  const [only] = words
  return words.length === 1 && only !== undefined
    ? hasWord(only, isOpen, parameters)
    : hasPhrase(words, isOpen, parameters)
}

function hasWord(word: string, isOpen: boolean, parameters: Parameters): SQL {
  const matches = isOpen
    ? sql`${taskWords.word} >= ${parameters.add(word)} and ${taskWords.word} < ${parameters.add(word + LAST_CHARACTER)}`
    : sql`${taskWords.word} = ${parameters.add(word)}`
  return sql`${tasks.id} in (select ${taskWords.taskId} from ${taskWords}
    where ${taskWords.ownerId} = ${OWNER} and ${matches})`
}

/** The longest word that must be there whole finds the tasks; only these are read for the rest. */
function hasPhrase(words: readonly string[], isOpen: boolean, parameters: Parameters): SQL {
  const whole = isOpen ? words.slice(0, -1) : words
  const longest = whole.reduce((one, other) => (other.length < one.length ? one : other))
  const pattern = `% ${words.join(' ')}${isOpen ? '' : ' '}%`
  return sql`${tasks.id} in (select ${taskWords.taskId} from ${taskWords}
    join ${taskSearch} on ${taskSearch.ownerId} = ${taskWords.ownerId}
      and ${taskSearch.taskId} = ${taskWords.taskId}
    where ${taskWords.ownerId} = ${OWNER} and ${taskSearch.ownerId} = ${OWNER}
      and ${taskWords.word} = ${parameters.add(longest)}
      and ${taskSearch.words} like ${parameters.add(pattern)})`
}
