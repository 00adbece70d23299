// The data directory: who may use it, what lies in it, and what an earlier run left in it.
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './paths.ts'
import { isRecorded, LockHeldError, takeLock } from './process/lock.ts'
import type { RecordedProcess } from './process/identity.ts'
import { SecretStore } from './secrets.ts'
import { SetupError } from './setup-error.ts'

export interface DataDirectory {
  readonly path: string
  readonly postgres: string
  readonly secrets: SecretStore
  logFile(name: string): string
  /** Notes the processes of this run, for the next one in case this one is killed. */
  recordServices(services: readonly RecordedProcess[]): void
  recordedServices(): readonly RecordedProcess[]
  release(): void
}

/** @throws SetupError when it can't be used, or while another run uses it. */
export function openDataDirectory(path: string): DataDirectory {
  makeFolders(path)
  const release = takeDirectoryLock(path)
  const runFile = join(path, 'run.json')
  try {
    return {
      path,
      postgres: join(path, 'postgres'),
      secrets: new SecretStore(join(path, 'secrets.json')),
      logFile: (name) => join(path, 'logs', `${name}.log`),
      recordServices(services) {
        const entries = services.map(({ pid, identity }) => ({ pid, identity }))
        writeFileSync(runFile, `${JSON.stringify(entries)}\n`, { mode: 0o600 })
      },
      recordedServices: () => readRecorded(runFile),
      release,
    }
  } catch (error) {
    release()
    throw error
  }
}

function makeFolders(path: string): void {
  try {
    // Others may pass through (PostgreSQL may run under another account) and not look around.
    mkdirSync(path, { recursive: true, mode: 0o711 })
    mkdirSync(join(path, 'logs'), { recursive: true, mode: 0o700 })
    for (const folder of [path, join(path, 'logs')]) {
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    }
  } catch (error) {
    throw new SetupError(
      [
        `The data directory ${path} is not writable for this user. ` +
          'Fix: correct its owner, or set HOLDFAST_DATA_DIR to another directory',
      ],
      { cause: error },
    )
  }
}

function takeDirectoryLock(path: string): () => void {
  try {
    return takeLock(join(path, 'lock'))
  } catch (error) {
    if (error instanceof LockHeldError) {
      throw new SetupError(
        [
          `Holdfast already runs on ${shown(path)} (process ${String(error.pid)}). ` +
            `Fix: stop it (Ctrl-C, or: kill ${String(error.pid)}); ` +
            'a second one needs its own HOLDFAST_DATA_DIR, WEB_PORT, API_PORT and POSTGRES_PORT',
        ],
        { cause: error },
      )
    }
    throw new SetupError(
      [`The data directory ${path} is not writable for this user. Fix: correct its owner`],
      { cause: error },
    )
  }
}

function readRecorded(file: string): readonly RecordedProcess[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(value) ? value.filter(isRecorded) : []
  } catch {
    return []
  }
}

/** A path as a person in the checkout would write it. */
export function shown(path: string): string {
  const short = relative(root, path)
  return short.startsWith('..') ? path : short
}
