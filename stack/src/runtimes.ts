// The runtimes the api can run on. Node is always there; Bun and Deno come when asked for, because
// they are large and a first start needs neither.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Runtime } from './config.ts'
import { inRoot } from './paths.ts'
import { waitForLock } from './process/lock.ts'
import { SetupError } from './setup-error.ts'
import { isAtLeast } from './version.ts'

export interface RuntimeCommand {
  readonly command: string
  /** What comes before the file to run. */
  readonly args: readonly string[]
}

interface Installable {
  /** The oldest version of the system's own that is used instead of installing one. */
  readonly floor: string
  /** In the locked package under stack/runtimes. */
  readonly program: string
  readonly args: readonly string[]
}

const installable: Record<Exclude<Runtime, 'node'>, Installable> = {
  bun: { floor: '1.4.0', program: 'node_modules/bun/bin/bun.exe', args: ['--no-env-file'] },
  deno: {
    floor: '2.9.0',
    program: `node_modules/deno/deno${process.platform === 'win32' ? '.exe' : ''}`,
    args: ['run', '--no-prompt', '--allow-net', '--allow-env', '--allow-read', '--allow-sys'],
  },
}

/** How to run a TypeScript file on that runtime, after installing it where that is needed. */
export async function resolveRuntime(
  runtime: Runtime,
  signal?: AbortSignal,
): Promise<RuntimeCommand> {
  if (runtime === 'node') return { command: process.execPath, args: [] }
  const { floor, args } = installable[runtime]
  const system = await versionOf(runtime)
  if (system !== undefined && isAtLeast(system, floor)) return { command: runtime, args }
  return { command: await install(runtime, signal), args }
}

async function install(
  runtime: Exclude<Runtime, 'node'>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const folder = inRoot(`stack/runtimes/${runtime}`)
  const program = `${folder}/${installable[runtime].program}`
  const release = await waitForLock(`install-${runtime}`)
  try {
    if ((await versionOf(program)) !== undefined) return program
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    await promisify(execFile)(npm, ['ci', '--no-audit', '--no-fund'], { cwd: folder, signal })
    if ((await versionOf(program)) === undefined) throw new Error(`${program} does not run`)
    return program
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    const details = said
      .split('\n')
      .filter((line) => line.startsWith('npm error'))
      .slice(0, 5)
    throw new SetupError(
      [
        `${runtime} could not be installed from npm. Fix: check the network, or install ` +
          `${runtime} ${installable[runtime].floor} or later yourself and put it on the PATH`,
      ],
      { cause: error, details },
    )
  } finally {
    release()
  }
}

async function versionOf(program: string): Promise<string | undefined> {
  if (program.includes('/') && !existsSync(program)) return undefined
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'])
    return /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0]
  } catch {
    return undefined
  }
}
