// One holder at a time for a data directory, also after the last holder was killed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot } from '../paths.ts'
import { pause } from './pause.ts'
import { isAlive, record } from './identity.ts'
import type { RecordedProcess } from './identity.ts'

export class LockHeldError extends Error {
  override name = 'LockHeldError'
  readonly code = 'lock-held'
  readonly pid: number

  constructor(pid: number) {
    super(`process ${String(pid)} holds the lock`)
    this.pid = pid
  }
}

/**
 * Takes the lock file for this process and gives back how to release it.
 * @throws LockHeldError while the process that took it lives.
 */
export function takeLock(file: string): () => void {
  const own = `${file}.${String(process.pid)}`
  writeFileSync(own, JSON.stringify(record(process.pid)), { mode: 0o600 })
  try {
    // A link appears with its whole content or not at all, so nobody reads half a lock.
    for (;;) {
      if (link(own, file)) break
      const holder = readRecorded(file)
      if (holder !== undefined && isAlive(holder)) throw new LockHeldError(holder.pid)
      discard(file, holder)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return () => {
    if (readRecorded(file)?.pid === process.pid) rmSync(file, { force: true })
  }
}

/** Takes a lock of this checkout, one for each kind of `work`, after whoever has it now. */
export async function waitForLock(work: string): Promise<() => void> {
  const folder = inRoot('node_modules/.cache/holdfast')
  mkdirSync(folder, { recursive: true })
  for (;;) {
    try {
      return takeLock(`${folder}/${work}.lock`)
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error
      await pause(200)
    }
  }
}

/** Moves a dead holder's file away, and puts it back if another process took it in between. */
function discard(file: string, holder: RecordedProcess | undefined): void {
  const aside = `${file}.stale.${String(process.pid)}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readRecorded(aside)?.identity !== holder?.identity) link(aside, file)
  rmSync(aside, { force: true })
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readRecorded(file: string): RecordedProcess | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isRecorded(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isRecorded(value: unknown): value is RecordedProcess {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'identity' in value &&
    typeof value.identity === 'string'
  )
}
