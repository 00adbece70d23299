// `npm test`: everything that can be proven on this machine, one section after the other.
// `npm test -- contracts bun` runs only those sections and runtimes.
import { check } from './checks.ts'
import { runtimes } from './config.ts'
import { withoutOwnVariables } from './environment.ts'
import { seconds } from './report.ts'
import { SetupError } from './setup-error.ts'
import { runContracts } from './testing/contracts.ts'
import { runEndToEnd } from './testing/e2e.ts'
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

const sections: readonly Section[] = [
  { name: 'Checks', words: ['check'], run: check },
  { name: 'Unit tests', words: ['unit'], run: runVitest },
  ...runtimes.map((runtime) => ({
    name: `Contracts on ${runtime}`,
    words: ['contracts', runtime],
    run: (run: TestRun) => runContracts(runtime, run),
  })),
  { name: 'End to end in a browser', words: ['e2e'], run: runEndToEnd },
]

process.exitCode = await main(process.argv.slice(2))

async function main(wanted: readonly string[]): Promise<number> {
  const known = new Set(sections.flatMap(({ words }) => words))
  const unknown = wanted.filter((word) => !known.has(word))
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Use any of: ${[...known].join(' ')}`)
    return 1
  }
  const signal = stopSignal()
  let total = none
  for (const section of sections.filter((candidate) => isWanted(candidate, wanted))) {
    if (signal.aborted) break
    console.log(`\n── ${section.name} ──`)
    const started = performance.now()
    const tally = await runSection(section, signal)
    const took = seconds(performance.now() - started)
    console.log(`── ${section.name}: ${tally.passed} passed, ${tally.failed} failed in ${took}`)
    total = add(total, tally)
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

async function runSection(section: Section, signal: AbortSignal): Promise<Tally> {
  // Tests must not depend on what the person who runs them has set or on their .env file.
  const env = withoutOwnVariables(process.env)
  try {
    const tally = await inFolder((folder) => section.run({ env, folder, signal }))
    if (tally.passed + tally.failed > 0) return tally
    console.error('  ✗ This section ran no test at all')
  } catch (error) {
    const lines = error instanceof SetupError ? [...error.lines, ...error.details] : [error]
    for (const line of lines) console.error('  ✗', line)
  }
  return { passed: 0, failed: 1 }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      controller.abort()
    })
  }
  return controller.signal
}
