// The server that may still run on a data directory: what postmaster.pid says, and whether to
// believe it.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identify } from '../process/identity.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/**
 * The lines of the file, as PostgreSQL's miscadmin.h numbers them: 1 process id, 4 port, 8 status.
 * A file that was just begun has fewer lines.
 */
export function parsePostmasterPid(text: string): Postmaster | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7] === 'ready' }
}

export function readPostmaster(directory: string): Postmaster | undefined {
  try {
    return parsePostmasterPid(readFileSync(join(directory, 'postmaster.pid'), 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether a process with this identity is a PostgreSQL server on that directory. */
export function isServerOf(directory: string, identity: string | undefined): boolean {
  return identity !== undefined && /postgres(\.exe)? -D /.test(identity)
    ? `${identity} `.includes(` -D ${directory} `)
    : false
}

/**
 * The server that still runs on the directory. A file left by one that does not is removed: after a
 * reboot its process id may belong to something else, and PostgreSQL would refuse to start.
 */
export function runningServer(directory: string): Postmaster | undefined {
  const postmaster = readPostmaster(directory)
  if (postmaster === undefined) return undefined
  if (isServerOf(directory, identify(postmaster.pid))) return postmaster
  rmSync(join(directory, 'postmaster.pid'), { force: true })
  return undefined
}
