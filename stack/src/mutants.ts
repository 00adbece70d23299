// `npm run mutants`: plants every hole in turn and tells which test noticed it first.
// `npm run mutants -- M05 "X sub"` plants those whose id begins so, `-- leaks` a group. `--write`
// keeps the verdicts in docs/security.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { format, resolveConfig } from 'prettier'
import { GROUPS, findFaults, holesOf, readApi } from '../../mutants/index.ts'
import type { GroupedHole } from '../../mutants/index.ts'
import { withoutOwnVariables } from './environment.ts'
import { runHoles } from './mutation/run-holes.ts'
import { pageOf } from './mutation/score-page.ts'
import { lineOf, tableOf } from './mutation/score.ts'
import { inRoot } from './paths.ts'
import { seconds } from './report.ts'
import { stopSignal } from './stop-signal.ts'
import { inFolder } from './testing/run.ts'

const page = inRoot('docs/security/mutation-score.md')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((word) => !word.startsWith('--'))
  const write = args.includes('--write')
  const started = performance.now()
  const api = readApi(inRoot('api'))
  const all = holesOf(api)
  const chosen = all.filter((hole) => isWanted(hole, wanted))
  const faults = findFaults(chosen, api)
  if (faults.length > 0 || chosen.length === 0) {
    console.error(faults.length > 0 ? faults.join('\n') : 'No hole has such an id.')
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
        control: wanted.length === 0 ? 'whole' : 'named',
        onJudged: (one, by) => {
          console.log(lineOf(one, by))
        },
      },
    ),
  )
  console.log(['', ...tableOf(judged), '', seconds(performance.now() - started)].join('\n'))
  if (signal.aborted) return 1
  if (write) {
    const before = wanted.length === 0 ? undefined : readFileSync(page, 'utf8')
    const text = pageOf({ holes: all, judged, before })
    mkdirSync(inRoot('docs/security'), { recursive: true })
    writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }))
  }
  return judged.every(({ verdict }) => verdict.kind === 'failed') ? 0 : 1
}

function isWanted({ id, group }: GroupedHole, wanted: readonly string[]): boolean {
  const groups = wanted.filter((word) => GROUPS.some((name) => name === word))
  const ids = wanted.filter((word) => !groups.includes(word))
  return wanted.length === 0 || groups.includes(group) || ids.some((start) => id.startsWith(start))
}
