import { toWords } from '../../words/words.ts'
import type { TaskRow } from '../schema.ts'
import { reachAll } from '../write/reach.ts'

type Text = Pick<TaskRow, 'id' | 'title' | 'notes'>

/** Writes the words of the owner ($1)'s tasks ($2, as {@link toSearchRows} makes them). */
export const INDEX_TASKS = `with ${reachAll(
  `insert into task_search (owner_id, task_id, words)
  select $1, task_id, words from jsonb_to_recordset($2::text::jsonb) as given (task_id uuid, words text)
  on conflict (owner_id, task_id) do update set words = excluded.words
  where task_search.owner_id = $1
  returning task_id`,
  'jsonb_array_length($2::text::jsonb)',
)}`

export function toSearchRows(tasks: readonly Text[]): string {
  return JSON.stringify(tasks.map((task) => ({ task_id: task.id, words: toSearchText(task) })))
}

/** Two spaces between title and notes, so that no phrase reaches from one into the other. */
function toSearchText({ title, notes }: Text): string {
  return ` ${toWords(title).join(' ')}  ${toWords(notes).join(' ')} `
}
