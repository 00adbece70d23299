// A few holes of every kind in each `npm test`; `npm run mutants` plants all of them.
import { aFewOf, findFaults, holesOf, readApi } from '../../../mutants/index.ts'
import { runHoles } from '../mutation/run-holes.ts'
import { lineOf } from '../mutation/score.ts'
import { inRoot } from '../paths.ts'
import type { TestRun } from './run.ts'
import type { Tally } from './tally.ts'

const lanes = 3

export async function runMutants(run: TestRun): Promise<Tally> {
  const api = readApi(inRoot('api'))
  const holes = aFewOf(holesOf(api))
  const faults = findFaults(holes, api)
  if (faults.length > 0) {
    console.error(faults.join('\n'))
    return { passed: 0, failed: faults.length }
  }
  const judged = await runHoles(run, {
    ...{ api, holes, lanes, control: 'named' as const },
    stages: ['named', 'all'],
    onJudged: (one, by) => {
      console.log(lineOf(one, by))
    },
  })
  const passed = judged.filter(({ verdict }) => verdict.kind === 'failed').length
  // One that was not judged, because the run was stopped, proves nothing.
  return { passed, failed: holes.length - passed }
}
