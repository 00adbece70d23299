// Plants holes one at a time, in several lanes at once, and lets the suites judge each.
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { plant } from '../../../mutants/index.ts'
import type { ApiSource, GroupedHole } from '../../../mutants/index.ts'
import type { Runtime } from '../config.ts'
import { withApis, writeOpenApiJson } from '../testing/contracts.ts'
import { openContractsServer } from '../testing/contracts-server.ts'
import type { ContractsDatabase, ContractsServer } from '../testing/contracts-server.ts'
import { playwright, vitest } from '../testing/run.ts'
import type { TestRun } from '../testing/run.ts'
import { bundleDependencies } from './dependencies.ts'
import { judgeByAll, literal } from './doubt.ts'
import { judgePlaywright, judgeVitest } from './first-failure.ts'
import type { Verdict } from './first-failure.ts'
import { copySuite, makeLane } from './place.ts'
import type { Lane } from './place.ts'
import { filesOf, testsOfPlaywright, testsOfVitest } from './test-files.ts'
import type { TitledTest } from './test-files.ts'

export interface Judged {
  readonly hole: GroupedHole
  readonly verdict: Verdict
  readonly ms: number
}

/** By the tests that a hole names, or by all. */
export type Stage = 'named' | 'all'

export interface HolesRun {
  readonly api: ApiSource
  readonly holes: readonly GroupedHole[]
  readonly lanes: number
  /** What must pass while nothing is planted: the whole suites, or only the tests named by holes. */
  readonly control: 'whole' | 'named'
  /** Whether what the named tests let pass meets all of them. */
  readonly stages: readonly Stage[]
  readonly onJudged: (judged: Judged, by: Stage) => void
}

/** Something is wrong with the arrangement: no verdict means anything. */
export class ControlError extends Error {
  override name = 'ControlError'
}

export async function runHoles(run: TestRun, options: HolesRun): Promise<Judged[]> {
  const contractsFolder = copySuite(join(run.folder, 'suite'))
  const server = await openContractsServer(run)
  try {
    const template = await server.make('template')
    const openApiJson = writeOpenApiJson(run.folder)
    const tests = { contracts: [], unit: [] }
    const arrangement = { run, server, template, contractsFolder, openApiJson, tests }
    const bundled = join(run.folder, 'dependencies')
    await bundleDependencies(bundled, { from: options.api.folder, texts: textsOf(options) })
    const lanes = Array.from({ length: options.lanes }, (_, index) =>
      makeLane(join(run.folder, `lane-${index}`), options.api, bundled),
    )
    await runControls(arrangement, lanes, options)
    const work = async (holes: readonly GroupedHole[], by: Stage): Promise<Judged[]> => {
      const waiting = [...holes]
      const judged: Judged[] = []
      await Promise.all(
        lanes.map(async (lane) => {
          for (let hole = waiting.shift(); hole !== undefined; hole = waiting.shift()) {
            if (isStopped(run)) return
            const name = `${by}_${options.holes.indexOf(hole)}`
            const result = await judgeHole(arrangement, lane, { hole, api: options.api, name, by })
            // What was cut off says nothing.
            if (isStopped(run)) return
            judged.push(result)
            options.onJudged(result, by)
          }
        }),
      )
      return judged
    }
    // Those that should notice it, for all; what they let pass meets the whole suite.
    const first = await work(options.holes, 'named')
    if (!options.stages.includes('all')) return first
    const passed = first.filter(({ verdict }) => verdict.kind === 'passed')
    const second = await work(
      passed.map(({ hole }) => hole),
      'all',
    )
    return options.holes.flatMap((hole) => {
      const isIt = (one: Judged): boolean => one.hole === hole
      return second.find(isIt) ?? first.find(isIt) ?? []
    })
  } finally {
    await server.close()
  }
}

/** Asked anew after each hole, which the compiler does not expect. */
function isStopped({ signal }: TestRun): boolean {
  return signal.aborted
}

/** All that an api may consist of, with a hole or without. */
function textsOf({ api, holes }: HolesRun): string[] {
  const tests = globSync('{src,test}/**/*.ts', { cwd: api.folder })
  return [
    ...tests.map((file) => readFileSync(join(api.folder, file), 'utf8')),
    ...holes.flatMap((hole) => [...plant(hole, api).values()]),
  ]
}

interface Arrangement {
  readonly run: TestRun
  readonly server: ContractsServer
  /** Migrated, and nobody is connected to it. */
  readonly template: ContractsDatabase
  readonly contractsFolder: string
  readonly openApiJson: string
  /** Filled by the run without holes. */
  readonly tests: Record<'contracts' | 'unit', TitledTest[]>
}

/** With nothing planted the suites must be green here; otherwise every hole would look noticed. */
async function runControls(
  arrangement: Arrangement,
  lanes: readonly Lane[],
  { holes, control }: HolesRun,
): Promise<void> {
  const named = [...new Set(holes.map(({ seenBy }) => seenBy))].join('|')
  const filter = control === 'named' ? named : undefined
  const runtimes = new Set<Runtime>(
    holes.flatMap(({ suite, runtime }) => (suite ? [] : [runtime ?? 'node'])),
  )
  const waiting = [...runtimes].map((runtime) => (lane: Lane): Promise<Verdict> => {
    const setting = { lane, name: `control_${runtime}`, runtime }
    return judgeByContracts(arrangement, setting, filter)
  })
  if (holes.some(({ suite }) => suite === 'unit')) {
    waiting.push((lane) => judgeByUnitTests(arrangement, lane, filter))
  }
  const verdicts: Verdict[] = []
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        verdicts.push(await next(lane))
      }
    }),
  )
  for (const verdict of verdicts) {
    if (verdict.kind === 'passed' && verdict.tests > 0) continue
    throw new ControlError(`without a hole the suite is not green: ${JSON.stringify(verdict)}`)
  }
}

async function judgeHole(
  arrangement: Arrangement,
  lane: Lane,
  { hole, api, name, by }: { hole: GroupedHole; api: ApiSource; name: string; by: Stage },
): Promise<Judged> {
  const started = performance.now()
  const done = (verdict: Verdict): Judged => ({ hole, verdict, ms: performance.now() - started })
  const named = by === 'named' ? hole.seenBy : undefined
  lane.plant(plant(hole, api))
  try {
    if (hole.suite === 'unit') return done(await judgeByUnitTests(arrangement, lane, named))
    const runtime: Runtime = hole.runtime ?? 'node'
    const setting = { lane, name, runtime, migrates: isMigration(hole) }
    return done(await judgeByContracts(arrangement, setting, named))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return done({ kind: 'broken', reason })
  } finally {
    lane.restore()
  }
}

function isMigration({ edits }: GroupedHole): boolean {
  return edits.some(({ file }) => file.endsWith('.sql'))
}

interface LaneSetting {
  readonly lane: Lane
  readonly name: string
  readonly runtime: Runtime
  readonly migrates?: boolean
}

/** By the tests that `named` says, or by the whole suite. */
async function judgeByContracts(
  { run, server, template, contractsFolder, openApiJson, tests }: Arrangement,
  { lane, name, runtime, migrates = false }: LaneSetting,
  named: string | undefined,
): Promise<Verdict> {
  const folder = join(lane.folder, name)
  // What the programs compile is the same each time but for the hole.
  const same = {
    NODE_COMPILE_CACHE: join(run.folder, 'v8'),
    PWTEST_CACHE_DIR: join(run.folder, 'suite-cache'),
    // Every hole meets the same random requests as the control did.
    CONTRACTS_SEED: '1',
  }
  const own = { ...run, folder, output: join(folder, 'output'), env: { ...run.env, ...same } }
  mkdirSync(folder)
  const { apiFolder } = lane
  const database = migrates ? await server.make(name, apiFolder) : await server.copy(template, name)
  try {
    const onDemand = named !== undefined
    const apis = { runtime, database, apiFolder, openApiJson, onDemand }
    return await withApis(own, apis, async (env) => {
      const judge = async (...filter: string[]): Promise<Verdict> => {
        const args = ['--max-failures=1', ...filter]
        const finished = await playwright(own, { cwd: contractsFolder, env, args })
        if (tests.contracts.length === 0) tests.contracts.push(...testsOfPlaywright(finished))
        return judgePlaywright(finished)
      }
      if (named === undefined) return judgeByAll(judge)
      const files = filesOf(tests.contracts, named).map((file) => `${literal(file)}$`)
      return judge('--grep', named, '--pass-with-no-tests', ...files)
    })
  } finally {
    await server.drop(database)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function judgeByUnitTests(
  { run, tests }: Arrangement,
  lane: Lane,
  filter?: string,
): Promise<Verdict> {
  const folder = join(lane.folder, 'unit')
  const own = { ...run, folder, output: join(folder, 'output') }
  mkdirSync(folder)
  try {
    const files = filter === undefined ? [] : filesOf(tests.unit, filter)
    const named = filter === undefined ? [] : ['--testNamePattern', filter, ...files]
    const finished = await vitest(own, [lane.folder, '--bail=1', ...named])
    if (tests.unit.length === 0) tests.unit.push(...testsOfVitest(finished, lane.folder))
    return judgeVitest(finished)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
