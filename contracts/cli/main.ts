/** The command: reads its options, runs the checks, writes the reports, and says how it went. */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { run } from '../check/run.ts'
import type { Report } from '../check/run.ts'
import { WireError } from '../check/wire.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'
import { OptionError, readOptions, usage } from './options.ts'
import type { Options } from './options.ts'
import { loadSpec } from './spec.ts'
import { failures } from './summary.ts'
import { paint, terminalReport } from './terminal.ts'
import { tokenOf } from './token.ts'

/** @returns the exit code: 0 nothing found, 1 something found, 2 it could not be run. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const request = readOptions(args, process.env)
    if (request.kind === 'help') return say(usage)
    if (request.kind === 'version') return say(`${version()}\n`)
    return await check(request.options)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    console.error(`holdfast-contracts: ${error.message}`)
    return 2
  }
}

async function check(options: Options): Promise<number> {
  const stop = new AbortController()
  const onSignal = (): void => {
    stop.abort()
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.once(name, onSignal)
  try {
    return await checkUntil(options, stop.signal)
  } finally {
    for (const name of signals) process.off(name, onSignal)
  }
}

async function checkUntil(options: Options, signal: AbortSignal): Promise<number> {
  const contract = await loadSpec(options, signal)
  known(
    options,
    contract.operations.map(({ id }) => id),
  )
  const progress = process.stderr.isTTY
  const report = await run({
    ...options,
    ...{ contract, signal },
    tokens: { a: tokenOf(options.users.a), b: tokenOf(options.users.b) },
    onProgress: (text) => {
      if (progress) process.stderr.write(`\r\u001b[K${text}`)
    },
  }).catch((error: unknown) => {
    if (!(error instanceof WireError)) throw error
    throw new OptionError(`--base-url: ${options.baseUrl.href}: ${error.message}`)
  })
  if (progress) process.stderr.write('\r\u001b[K')
  await write('junit', options.junit, () => junitReport(report, options.strict))
  await write('html', options.html, () => htmlReport(report))
  await write('json', options.json, () => `${JSON.stringify(report, undefined, 2)}\n`)
  process.stdout.write(terminalReport(report, paint(process.stdout)))
  return outcome(report, options)
}

function outcome(report: Report, { strict, users }: Options): number {
  if (failures(report, strict) > 0) return 1
  if (report.stopped) return 130
  const idle = (['A', 'B'] as const).find((name) => report.granted[name] === 0)
  if (idle === undefined || !report.coverage.some(({ tried }) => tried.authentication > 0)) return 0
  const { option } = idle === 'A' ? users.a : users.b
  console.error(
    `holdfast-contracts: ${option}: not one request of ${idle} was granted, so nothing is proven (is the token good, and is --base-url right?)`,
  )
  return 2
}

/** A name that the contract does not have would quietly do nothing. */
function known({ skip, shared, ignore }: Options, ids: readonly string[]): void {
  const named: [option: string, names: string[]][] = [
    ['skip', skip],
    ['shared', shared],
    ['ignore', ignore.flatMap((name) => name.split(':').slice(1))],
  ]
  for (const [option, names] of named) {
    const wrong = names.find((name) => !ids.includes(name))
    if (wrong !== undefined)
      throw new OptionError(`--${option}: the contract has no operation ${wrong}`)
  }
}

async function write(option: string, file: string | undefined, text: () => string): Promise<void> {
  if (file === undefined) return
  try {
    await writeFile(file, text())
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new OptionError(`--${option}: ${file} can't be written (${code ?? 'unknown'})`)
  }
}

function version(): string {
  const { version: known } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  return known
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}
