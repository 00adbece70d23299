// A child process that we start, listen to, and stop politely before we stop it at all.
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { Environment } from '../config.ts'
import { root } from '../paths.ts'
import { LogFile } from './log-file.ts'
import { pause } from './pause.ts'
import { identify, isAlive } from './identity.ts'
import type { RecordedProcess } from './identity.ts'

export interface ServiceOptions {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Environment
  readonly logFile: string
  readonly cwd?: string
  /** The account to run as; the caller's own when absent. */
  readonly account?: { readonly uid: number; readonly gid: number } | undefined
  /** Called with each line of output, after it is in the log. */
  readonly onLine?: (line: string) => void
}

export interface Service extends RecordedProcess {
  readonly name: string
  readonly log: LogFile
  /** Settles when the process is gone, with a phrase like `exit code 1`. Never rejects. */
  readonly exited: Promise<string>
  running(): boolean
  /** Asks with `signal`, and after `graceMs` no longer asks. Resolves when the process is gone. */
  stop(graceMs?: number, signal?: NodeJS.Signals): Promise<void>
}

export function startService(options: ServiceOptions): Service {
  const log = new LogFile(options.logFile)
  const child = spawn(options.command, options.args, {
    cwd: options.cwd ?? root,
    env: { ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C in the terminal reaches only us, and we decide the order.
    detached: true,
    ...options.account,
  })
  const onLines = (lines: readonly string[]) => {
    log.append(lines)
    if (options.onLine !== undefined) lines.forEach(options.onLine)
  }
  splitLines(child.stdout, onLines)
  splitLines(child.stderr, onLines)

  const { promise: exited, resolve } = Promise.withResolvers<string>()
  let running = true
  const end = (how: string) => {
    running = false
    resolve(how)
  }
  child.once('error', (error) => {
    end(error.message)
  })
  child.once('exit', (code, signal) => {
    end(signal === null ? `exit code ${String(code)}` : `signal ${signal}`)
  })

  const pid = child.pid ?? 0
  return {
    name: options.name,
    pid,
    identity: identify(pid) ?? '',
    log,
    exited,
    running: () => running,
    async stop(graceMs = 10_000, signal = 'SIGTERM') {
      if (!running) return
      child.kill(signal)
      const force = setTimeout(() => {
        killGroup(pid)
      }, graceMs)
      await exited
      clearTimeout(force)
    },
  }
}

/** Stops processes an earlier, killed run left behind; those whose id was reused stay untouched. */
export async function stopOrphans(orphans: readonly RecordedProcess[]): Promise<number> {
  const ours = orphans.filter(isAlive)
  for (const { pid } of ours) signal(pid, 'SIGTERM')
  const deadline = Date.now() + 10_000
  while (ours.some(isAlive) && Date.now() < deadline) await pause(50)
  for (const orphan of ours) if (isAlive(orphan)) killGroup(orphan.pid)
  while (ours.some(isAlive)) await pause(20)
  return ours.length
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It went away by itself in between, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** The process and the children it started in its own group. */
function killGroup(pid: number): void {
  if (pid > 0) signal(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
}

function splitLines(stream: Readable, onLines: (lines: readonly string[]) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n')
    rest = parts.pop() ?? ''
    onLines(parts)
  })
  stream.once('end', () => {
    if (rest !== '') onLines([rest])
  })
}
