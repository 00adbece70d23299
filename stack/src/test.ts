// `npm test`: everything that can be proven on this machine, one section after the other.
// `npm test -- contracts bun` runs only those sections and runtimes.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './checks.ts'
import { runtimes } from './config.ts'
import { withoutOwnVariables } from './environment.ts'
import { seconds } from './report.ts'
import { SetupError } from './setup-error.ts'
import { runClients } from './testing/clients.ts'
import { stopSignal } from './stop-signal.ts'
import { runContracts } from './testing/contracts.ts'
import { runEndToEnd } from './testing/e2e.ts'
import { runMutants } from './testing/mutants.ts'
import { inFolder, runVitest } from './testing/run.ts'
import type { TestRun } from './testing/run.ts'
import { add, none } from './testing/tally.ts'
import type { Tally } from './testing/tally.ts'

interface Section {
  readonly name: string
  /** Selecting words for the command line. */
  readonly words: readonly string[]
  readonly run: (run: TestRun) => Promise<Tally>
}

/** Sections of one group run at the same time: the contracts mostly wait, and not for each other. */
const groups: readonly (readonly Section[])[] = [
  [{ name: 'Checks', words: ['check'], run: check }],
  [{ name: 'Unit tests', words: ['unit'], run: runVitest }],
  runtimes.map((runtime) => ({
    name: `Contracts on ${runtime}`,
    words: ['contracts', runtime],
    run: (run: TestRun) => runContracts(runtime, run),
  })),
  [{ name: 'Clients', words: ['clients'], run: runClients }],
  [{ name: 'Mutants, a few of each kind', words: ['mutants'], run: runMutants }],
  [{ name: 'End to end in a browser', words: ['e2e'], run: runEndToEnd }],
]

// Tests must not depend on what the person who runs them has set, nor on their .env file.
const env = withoutOwnVariables(process.env)
process.exitCode = await main(process.argv.slice(2))

async function main(wanted: readonly string[]): Promise<number> {
  const known = new Set(groups.flat().flatMap(({ words }) => words))
  const unknown = wanted.filter((word) => !known.has(word))
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Use any of: ${[...known].join(' ')}`)
    return 1
  }
  const signal = stopSignal()
  let total = none
  for (const group of groups) {
    const chosen = group.filter((section) => isWanted(section, wanted))
    if (signal.aborted || chosen.length === 0) continue
    for (const tally of await runGroup(chosen, signal)) total = add(total, tally)
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 && total.passed > 0 && !signal.aborted ? 0 : 1
}

/** Each kind of word narrows: `contracts bun` is the contracts on Bun, `bun` the same. */
function isWanted({ words }: Section, wanted: readonly string[]): boolean {
  const names = wanted.filter((word) => !isRuntime(word))
  const on = wanted.filter(isRuntime)
  if (wanted.length === 0) return true
  const runtime = words.find(isRuntime)
  if (runtime === undefined) return names.some((word) => words.includes(word))
  const named = names.length === 0 || names.includes('contracts')
  return named && (on.length === 0 || on.includes(runtime))
}

function isRuntime(word: string): boolean {
  return runtimes.some((runtime) => runtime === word)
}

async function runGroup(group: readonly Section[], signal: AbortSignal): Promise<Tally[]> {
  const only = group.length === 1 ? group[0] : undefined
  if (only !== undefined) {
    console.log(`\n── ${only.name} ──`)
    return [await inFolder((folder) => runSection(only, { folder, signal, env }))]
  }
  console.log(`\n── ${group.map(({ name }) => name).join(', ')}, at the same time ──`)
  return Promise.all(
    group.map((section) =>
      inFolder(async (folder) => {
        const output = join(folder, 'output')
        return runSection(section, { folder, signal, env, output })
      }),
    ),
  )
}

async function runSection(section: Section, run: TestRun): Promise<Tally> {
  const started = performance.now()
  const tally = await runSafely(section, run)
  if (run.output !== undefined && existsSync(run.output)) {
    console.log(readFileSync(run.output, 'utf8').trimEnd())
  }
  const took = seconds(performance.now() - started)
  console.log(`── ${section.name}: ${tally.passed} passed, ${tally.failed} failed in ${took}`)
  return tally
}

async function runSafely(section: Section, run: TestRun): Promise<Tally> {
  try {
    const tally = await section.run(run)
    if (tally.passed + tally.failed > 0) return tally
    console.error(`  ✗ ${section.name}: no test was run at all`)
  } catch (error) {
    const lines = error instanceof SetupError ? [...error.lines, ...error.details] : [error]
    for (const line of lines) console.error('  ✗', line)
  }
  return { passed: 0, failed: 1 }
}
