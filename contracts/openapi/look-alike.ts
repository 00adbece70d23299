/** Values that look like another one and were never given out. */
import { randomInt } from 'node:crypto'
import type { Json, Located } from './document.ts'
import { isValid, textOf } from './valid-values.ts'

const alphabets = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const changed = 12
/** In a text of fewer letters and digits a number is drawn anew as a long one: `"7"` has no room. */
const [roomy, long] = [4, 1_000_000]
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
    const other = typeof value === 'number' ? value + 1000 + attempt : anew(textOf(value), attempt)
    if (other !== value && !taken.includes(other) && isValid(schema, other)) return other
  }
  throw new Error(`nothing looks like ${JSON.stringify(value)} at ${schema.pointer}`)
}

function anew(text: string, attempt: number): string {
  const isShort = (text.match(/[A-Za-z0-9]/g) ?? []).length < roomy
  return isShort && attempt < attempts / 2
    ? text.replace(/\d+/, () => String(randomInt(long / 10, long)))
    : redrawn(text)
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
