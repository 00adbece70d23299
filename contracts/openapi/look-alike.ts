/** Values that look like another one and were never given out. */
import { randomInt } from 'node:crypto'
import type { Json, Located } from './document.ts'
import { isValid, textOf } from './valid-values.ts'

const alphabets = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const changed = 12
/** Longer texts keep their beginning: `W/` of a weak ETag and the like say what kind they are. */
const [longer, beginning] = [8, 3]
const attempts = 1000

/**
 * The same text with its last letters and digits drawn anew, each from its own kind, until the
 * schema takes it and it is none of those given. Numbers become other numbers.
 * @throws Error when no such value is found.
 */
export function lookAlike(value: Json, schema: Located, taken: readonly Json[]): Json {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const other = typeof value === 'number' ? value + 1000 + attempt : redrawn(textOf(value))
    if (other !== value && !taken.includes(other) && isValid(schema, other)) return other
  }
  throw new Error(`nothing looks like ${JSON.stringify(value)} at ${schema.pointer}`)
}

function redrawn(text: string): string {
  const characters = Array.from(text)
  const first = characters.length > longer ? beginning : 0
  let left = changed
  for (let index = characters.length - 1; index >= first && left > 0; index -= 1) {
    const alphabet = alphabets.find((letters) => letters.includes(characters[index] ?? ''))
    if (!alphabet) continue
    characters[index] = alphabet.charAt(randomInt(alphabet.length))
    left -= 1
  }
  return characters.join('')
}
