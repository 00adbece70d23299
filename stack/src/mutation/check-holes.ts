// Whether every hole still has its place and is code that compiles. What was found good is kept, as
// long as the api stays as it is.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { findFaults } from '../../../mutants/index.ts'
import type { ApiSource, GroupedHole } from '../../../mutants/index.ts'
import { inRoot } from '../paths.ts'

const file = inRoot('node_modules/.cache/holdfast/holes.json')

interface Kept {
  readonly api: string
  readonly good: readonly string[]
}

export function checkHoles(holes: readonly GroupedHole[], api: ApiSource): string[] {
  const state = hash(api.files.map((name) => api.text(name)))
  const kept = read()
  const good = new Set(kept?.api === state ? kept.good : [])
  const unknown = holes.filter((hole) => !good.has(hash(hole.edits)))
  const faults = findFaults(unknown, api)
  if (faults.length === 0 && unknown.length > 0) {
    const all = [...good, ...unknown.map((hole) => hash(hole.edits))]
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify({ api: state, good: all } satisfies Kept))
  }
  return faults
}

function read(): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept
  } catch {
    return undefined
  }
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
