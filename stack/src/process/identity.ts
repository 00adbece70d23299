// Is the process with this id still the one we started? Ids are reused, so a bare id proves nothing
// and must never be enough to send a signal.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface RecordedProcess {
  readonly pid: number
  /** What {@link identify} said when the process was started. */
  readonly identity: string
}

/**
 * Start time and command line of a live process: together with the id they name one process for as
 * long as the machine is up. `undefined` when there is none, or when it can't be told.
 */
export function identify(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
  } catch {
    return undefined
  }
}

function fromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
  // The second field is the name in brackets and may hold blanks and brackets itself (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTime] = [fields[0], fields[19]]
  if (state === 'Z' || startTime === undefined) return undefined
  return `${startTime} ${commandLine(pid)}`
}

function fromPs(pid: number): string | undefined {
  const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
  return line === '' ? undefined : line
}

function commandLine(pid: number): string {
  return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
    .replaceAll('\0', ' ')
    .trim()
}

export function record(pid: number): RecordedProcess {
  return { pid, identity: identify(pid) ?? '' }
}

export function isAlive(recorded: RecordedProcess): boolean {
  return recorded.identity !== '' && identify(recorded.pid) === recorded.identity
}
