// `.env.example` and the code, compared: every variable that is read is described, and no other.
import { readFileSync } from 'node:fs'
import { ownVariables } from './environment.ts'
import { inRoot } from './paths.ts'

/** The only files that read variables of ours, by the rule that a process has one such file. */
const readers = [
  'api/src/config.ts',
  'api/scripts/migrate.ts',
  'web/src/lib/server/config/variables.ts',
  'web/scripts/migrate.ts',
  'stack/src/config.ts',
]

/** One line for each difference. */
export function compareVariables(): string[] {
  const read = readers.flatMap((file) => variablesIn(readFileSync(inRoot(file), 'utf8')))
  return differences(read, describedIn(readFileSync(inRoot('.env.example'), 'utf8')), ownVariables)
}

export function differences(
  read: readonly string[],
  described: readonly string[],
  known: readonly string[],
): string[] {
  const all = [...new Set([...read, ...described, ...known])].sort()
  return all.flatMap((name) => [
    ...(read.includes(name) ? [] : [`${name} is not read by any configuration file`]),
    ...(described.includes(name) ? [] : [`${name} is missing in .env.example`]),
    ...(known.includes(name) ? [] : [`${name} is missing in stack/src/environment.ts`]),
  ])
}

/** Names as code writes them: in quotes, or as the key of an object. */
export function variablesIn(source: string): string[] {
  const names = source.matchAll(/(?:'|^\s*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|RUNTIME)(?:'|:)/gm)
  return [...names].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

/** `NAME=value` or, for what is off by default, `# NAME=value`. */
export function describedIn(text: string): string[] {
  const names = text.matchAll(/^(?:#\s*)?([A-Z][A-Z0-9_]*)=/gm)
  return [...names].flatMap(([, name]) => (name === undefined ? [] : [name]))
}
