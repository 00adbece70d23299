// One PostgreSQL server on one data directory: made, started or adopted, and stopped.
import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { identify, isAlive, record } from '../process/identity.ts'
import { pause } from '../process/pause.ts'
import { signal, startService } from '../process/service.ts'
import type { Service } from '../process/service.ts'
import { SetupError } from '../setup-error.ts'
import { requireReachable, serverAccount } from './account.ts'
import type { Account } from './account.ts'
import { locateBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { isServerOf, readPostmaster, runningServer } from './postmaster.ts'
import type { Postmaster } from './postmaster.ts'

const major = '18'
/** Recovery after a crash replays the log and may take a while on a large database. */
const startTimeoutMs = 120_000

export interface ClusterOptions {
  /** Absolute. Its parent exists and is ours. */
  readonly directory: string
  readonly port: number
  /** Of the superuser `postgres`. */
  readonly password: string
  readonly logFile: string
  /** `false` only for data that is thrown away: a crash may then lose everything. */
  readonly durable: boolean
  /** Calls the start off. */
  readonly signal?: AbortSignal
}

export interface Cluster {
  readonly port: number
  readonly origin: 'new' | 'started' | 'adopted'
  /** Settles when the server is gone, with a phrase that says how. */
  readonly exited: Promise<string>
  readonly recentLog: () => readonly string[]
  stop(): Promise<void>
}

export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { directory, port } = options
  const binaries = locateBinaries()
  const account = serverAccount(directory)
  requireReachable(dirname(binaries.postgres), account)
  requireReachable(dirname(directory), account)

  const found = runningServer(directory)
  if (found !== undefined) {
    const adopted = found.port === port ? await adopt(directory, found) : undefined
    if (adopted !== undefined) return adopted
    await stopServer(found.pid)
  }
  const isNew = !existsSync(join(directory, 'PG_VERSION'))
  if (isNew) await initialise(options, binaries, account)
  requireMajor(directory)
  options.signal?.throwIfAborted()
  const service = await start(options, binaries, account)
  return {
    port,
    origin: isNew ? 'new' : 'started',
    exited: service.exited,
    recentLog: () => service.log.recent(),
    // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing is lost.
    stop: () => service.stop(30_000, 'SIGINT'),
  }
}

async function initialise(
  { directory, password, durable, signal }: ClusterOptions,
  { initdb }: Binaries,
  account: Account | undefined,
): Promise<void> {
  // Made beside its place and then moved: a half-made directory is never taken for a whole one.
  const making = `${directory}.new`
  const passwordFile = `${directory}.password`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) {
    chownSync(making, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  const args = [
    ...['-D', making, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    // PostgreSQL's own locale: the same order and the same letters on every machine.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--set=timezone=UTC', '--set=log_timezone=UTC'],
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await promisify(execFile)(initdb, args, {
      cwd: dirname(directory),
      env: { PATH: process.env['PATH'] },
      ...(signal === undefined ? {} : { signal }),
      ...account,
    })
    renameSync(making, directory)
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new SetupError([`PostgreSQL could not make its data directory: ${lastLine(said)}`], {
      cause: error,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function requireMajor(directory: string): void {
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (version === major) return
  throw new SetupError([
    `${directory} was made by PostgreSQL ${version}, and this is PostgreSQL ${major}. ` +
      'Fix: move it with pg_upgrade, or set HOLDFAST_DATA_DIR to a new directory',
  ])
}

async function start(
  options: ClusterOptions,
  { postgres }: Binaries,
  account: Account | undefined,
): Promise<Service> {
  const { directory, port, durable } = options
  const settings = [
    'listen_addresses=127.0.0.1',
    // TCP only: socket files would need a folder that both accounts can use.
    'unix_socket_directories=',
    // Details of an error quote the row that is refused, with people's addresses in it.
    'log_error_verbosity=terse',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const service = startService({
      name: 'postgres',
      command: postgres,
      args: ['-D', directory, '-p', String(port), ...settings.flatMap((item) => ['-c', item])],
      env: { PATH: process.env['PATH'] },
      cwd: dirname(directory),
      logFile: options.logFile,
      account,
    })
    while (service.running()) {
      const said = readPostmaster(directory)
      if (said?.pid === service.pid && said.ready) return service
      if (Date.now() > deadline) await service.stop(5_000, 'SIGINT')
      await pause(20)
    }
    const log = service.log.recent()
    // The helpers of a killed server need a moment to notice that it is gone.
    const leftovers = log.some((line) => line.includes('pre-existing shared memory block'))
    if (!leftovers || Date.now() > deadline) throw startFailure(options, log)
    await pause(200)
  }
}

function startFailure({ logFile, port }: ClusterOptions, log: readonly string[]): SetupError {
  const fatal = log.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? log.at(-1) ?? 'no output'
  return log.some((line) => line.includes('could not bind'))
    ? new SetupError([`Port ${String(port)} is taken. Fix: set POSTGRES_PORT to a free one`])
    : new SetupError([`PostgreSQL did not start: ${fatal}. More in ${logFile}`])
}

/**
 * A server that an earlier, killed run left behind: it has the data open, so we go on with it.
 * `undefined` when it was on its way out.
 */
async function adopt(directory: string, found: Postmaster): Promise<Cluster | undefined> {
  const recorded = record(found.pid)
  const deadline = Date.now() + startTimeoutMs
  while (readPostmaster(directory)?.ready !== true) {
    if (!isAlive(recorded) || Date.now() > deadline) return undefined
    await pause(50)
  }
  const { promise: exited, resolve } = Promise.withResolvers<string>()
  const watch = setInterval(() => {
    if (isAlive(recorded)) return
    clearInterval(watch)
    resolve('it went away')
  }, 500)
  watch.unref()
  return {
    port: found.port,
    origin: 'adopted',
    exited,
    recentLog: () => [],
    async stop() {
      clearInterval(watch)
      if (isServerOf(directory, identify(found.pid))) await stopServer(found.pid)
    },
  }
}

async function stopServer(pid: number): Promise<void> {
  const recorded = record(pid)
  signal(pid, 'SIGINT')
  const deadline = Date.now() + 30_000
  while (isAlive(recorded)) {
    if (Date.now() > deadline) signal(pid, 'SIGQUIT')
    await pause(50)
  }
}

function lastLine(text: string): string {
  return text.split('\n').at(-1) ?? ''
}
