// Generated secrets, kept in one file that only its owner can read. Nothing here has a default.
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { SetupError } from './setup-error.ts'

export class SecretStore {
  readonly #file: string
  readonly #values: Map<string, string>

  /** @throws SetupError when the file is there but can't be read as what we wrote. */
  constructor(file: string) {
    this.#file = file
    this.#values = new Map(Object.entries(readValues(file)))
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** The secret of that name: 256 random bits in base64url, made and kept at the first call. */
  get(name: string): string {
    const kept = this.#values.get(name)
    if (kept !== undefined) return kept
    const made = randomBytes(32).toString('base64url')
    this.#values.set(name, made)
    this.#save()
    return made
  }

  /** On disk before anyone uses it: a crash can't leave a database behind a forgotten password. */
  #save(): void {
    const next = `${this.#file}.new`
    const descriptor = openSync(next, 'w', 0o600)
    try {
      writeSync(descriptor, `${JSON.stringify(Object.fromEntries(this.#values), null, 2)}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(next, this.#file)
  }
}

function readValues(file: string): Record<string, string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new SetupError([`${file} cannot be read. Fix: run as the user who owns it`], {
      cause: error,
    })
  }
  try {
    const value: unknown = JSON.parse(text)
    if (isStrings(value)) return value
  } catch {
    // Answered below, without the content.
  }
  throw new SetupError([
    `${file} is damaged. Fix: bring it back from a backup; without it the data beside it is locked`,
  ])
}

function isStrings(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((entry) => typeof entry === 'string')
  )
}
