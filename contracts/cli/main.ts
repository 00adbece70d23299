/** The command: reads its options, has the API examined, writes the reports, and says how it went. */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Report } from '../check/run.ts'
import { examine } from './examine.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'
import { OptionError, readOptions, usage } from './options.ts'
import type { Options } from './options.ts'
import { failures } from './summary.ts'
import { paint, terminalReport } from './terminal.ts'

/** @returns the exit code: 0 nothing found, 1 something found, 2 it could not be run. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const request = readOptions(args, process.env)
    if (request.kind === 'help') return say(usage)
    if (request.kind === 'version') return say(`${version()}\n`)
    return await untilStopped((signal) => report(request.options, signal))
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    console.error(`holdfast-contracts: ${error.message}`)
    return 2
  }
}

/** A stopped run still takes away what it has made. */
async function untilStopped(use: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController()
  const stop = (): void => {
    controller.abort()
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.once(name, stop)
  try {
    return await use(controller.signal)
  } finally {
    for (const name of signals) process.off(name, stop)
  }
}

async function report(options: Options, signal: AbortSignal): Promise<number> {
  const live = process.stderr.isTTY
  const show = (text: string): void => {
    if (live) process.stderr.write(`\r\u001b[K${text}`)
  }
  const found = await examine(options, signal, show)
  show('')
  await write('junit', options.junit, () => junitReport(found, options.strict))
  await write('html', options.html, () => htmlReport(found))
  await write('json', options.json, () => `${JSON.stringify(found, undefined, 2)}\n`)
  process.stdout.write(terminalReport(found, paint(process.stdout)))
  return outcome(found, options)
}

function outcome(found: Report, { strict, users }: Options): number {
  const failed = failures(found, strict) > 0
  if (found.stopped) return failed ? 1 : 130
  const idle = (['A', 'B'] as const).find((name) => found.granted[name] === 0)
  const asked = found.coverage.some(({ tried }) => tried.authentication > 0)
  if (idle === undefined || !asked) return failed ? 1 : 0
  const { option } = idle === 'A' ? users.a : users.b
  console.error(
    `holdfast-contracts: ${option}: not one request of ${idle} was granted, so nothing is proven (is the token good, and is --base-url right?)`,
  )
  return failed ? 1 : 2
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
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}
