// `npm run mutants`: plants every hole in turn and tells which test noticed it first.
// `npm run mutants -- M05 "X sub"` plants those whose id begins so, `-- leaks` a group, `--unjudged`
// those that docs/security has no verdict on. `--write` keeps the verdicts there, of a part also when
// it is stopped before its end. `--named` asks no more than the tests that a hole names: what they
// let pass gets no verdict, for the whole suites are not asked. `--list` plants nothing: it brings the
// page's list of what is not judged yet up to date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { format, resolveConfig } from 'prettier'
import { GROUPS, findFaults, holesOf, readApi } from '../../mutants/index.ts'
import type { GroupedHole } from '../../mutants/index.ts'
import { withoutOwnVariables } from './environment.ts'
import { runHoles } from './mutation/run-holes.ts'
import type { Judged } from './mutation/run-holes.ts'
import { pageOf, quoting, unjudgedIn } from './mutation/score-page.ts'
import type { PageOptions } from './mutation/score-page.ts'
import { lineOf, tableOf } from './mutation/score.ts'
import { inRoot } from './paths.ts'
import { seconds } from './report.ts'
import { stopSignal } from './stop-signal.ts'
import { inFolder } from './testing/run.ts'

const page = inRoot('docs/security/mutation-score.md')
const readme = inRoot('README.md')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((word) => !word.startsWith('--'))
  const write = args.includes('--write')
  const started = performance.now()
  const api = readApi(inRoot('api'))
  const all = holesOf(api)
  if (args.includes('--list')) {
    await keep({ holes: all, judged: [], before: readFileSync(page, 'utf8') })
    return 0
  }
  const isQuick = args.includes('--named')
  const isWhole = wanted.length === 0 && !isQuick && !args.includes('--unjudged')
  const candidates = args.includes('--unjudged') ? unjudgedIn(readFileSync(page, 'utf8'), all) : all
  if (candidates.length === 0) {
    console.log('Every hole is judged.')
    return 0
  }
  const chosen = candidates.filter((hole) => isWanted(hole, wanted))
  const faults = findFaults(chosen, api)
  if (faults.length > 0 || chosen.length === 0) {
    console.error(faults.length > 0 ? faults.join('\n') : 'There is no such hole.')
    return 1
  }
  const holes = chosen.filter(({ equivalent }) => equivalent === undefined)
  console.log(`${holes.length} holes, and the suites without one of them first`)
  const signal = stopSignal()
  const judged = await inFolder((folder) =>
    runHoles(
      { env: withoutOwnVariables(process.env), folder, signal },
      {
        ...{ api, holes, lanes: availableParallelism() + 1 },
        control: isWhole ? 'whole' : 'named',
        stages: isQuick ? ['named'] : ['named', 'all'],
        onJudged: (one, by) => {
          console.log(lineOf(one, by))
        },
      },
    ),
  )
  console.log(['', ...tableOf(judged), '', seconds(performance.now() - started)].join('\n'))
  if (write && !(signal.aborted && isWhole)) {
    const before = isWhole ? undefined : readFileSync(page, 'utf8')
    // What was let pass so far may yet meet the whole suite.
    const certain = signal.aborted || isQuick ? judged.filter(isNoticed) : judged
    await keep({ holes: all, judged: certain, before })
  }
  if (signal.aborted) return 1
  return judged.every(isNoticed) ? 0 : 1
}

function isNoticed({ verdict }: Judged): boolean {
  return verdict.kind === 'failed'
}

/** Writes the page, and what the README quotes of it. */
async function keep(options: PageOptions): Promise<void> {
  mkdirSync(inRoot('docs/security'), { recursive: true })
  const put = async (file: string, text: string): Promise<void> => {
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }))
  }
  await put(page, pageOf(options))
  await put(readme, quoting(readFileSync(page, 'utf8'), readFileSync(readme, 'utf8')))
}

function isWanted({ id, group }: GroupedHole, wanted: readonly string[]): boolean {
  const groups = wanted.filter((word) => GROUPS.some((name) => name === word))
  const ids = wanted.filter((word) => !groups.includes(word))
  return wanted.length === 0 || groups.includes(group) || ids.some((start) => id.startsWith(start))
}
