import type { Priority } from '../../tasks/task.ts'

/** Its usual importance, `normal`, is none here: it is what nobody chose. */
export function readImportance(word: string): Priority {
  const importance = word.trim().toLowerCase()
  return importance === 'high' || importance === 'low' ? importance : 'none'
}
