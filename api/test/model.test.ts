// The whole of the task model against PostgreSQL, by sequences that nobody has thought of. MODEL_RUNS
// says how many, MODEL_SEED which. A failure prints seed and path; with both, as MODEL_SEED and
// MODEL_PATH, fast-check looks for the shortest sequence that fails.
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sequences } from './model/commands.ts'
import { Play } from './model/play.ts'
import { openStage } from './model/stage.ts'
import type { Stage } from './model/stage.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'

const RUNS = Number(process.env['MODEL_RUNS'] ?? 100)
const SEED = Number(process.env['MODEL_SEED'] ?? Date.now() % 1_000_000)
const PATH = process.env['MODEL_PATH']
/** Sequences that run side by side, each with connections of its own. */
const LANES = PATH === undefined ? 4 : 1
// With connections that are cut no two runs are quite alike: only what is looked into is shortened.
const REPLAY = PATH === undefined ? { endOnFailure: true } : { path: PATH }
const MS_A_RUN = 2000

let tasksDatabase: TestDatabase
let root: postgres.Sql
let stages: Stage[]

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 4, onnotice: () => undefined })
  stages = await Promise.all(
    Array.from({ length: LANES }, () => openStage(tasksDatabase.apiUrl, root)),
  )
})

afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()))
  await root.end()
  await tasksDatabase.close()
})

describe('several clients of one owner at once', () => {
  it(
    `lose nothing, do nothing twice and end with the same state (MODEL_SEED=${SEED})`,
    { timeout: 60_000 + RUNS * MS_A_RUN },
    async () => {
      const counts = { changed: 0, refused: 0, other: 0 }
      let isOver = false
      let played = 0
      const lane = (stage: Stage, index: number) =>
        fc.assert(
          fc.asyncProperty(sequences, async ({ isCalm, commands }) => {
            if (isOver) return
            const play = new Play(stage)
            const setup = () => ({ model: { offline: new Set<number>() }, real: play })
            await play.begin({ isCalm })
            await fc.asyncModelRun(setup, commands)
            await play.end()
            for (const { outcome } of play.requests) {
              if (outcome.type === 'refused') counts.refused += 1
              else if (outcome.type === 'done' && outcome.change !== null) counts.changed += 1
              else counts.other += 1
            }
            if ((played += 1) % 1000 === 0) console.error(`${played} sequences`, counts)
          }),
          { numRuns: Math.ceil(RUNS / LANES), seed: SEED + index, ...REPLAY },
        )
      const ends = await Promise.allSettled(
        stages.map((stage, index) =>
          lane(stage, index).catch((error: unknown) => {
            isOver = true
            throw error
          }),
        ),
      )
      for (const end of ends) if (end.status === 'rejected') throw end.reason
      // An api that refuses everything would keep every promise above.
      expect(counts.changed).toBeGreaterThan(PATH === undefined ? counts.refused / 2 : 0)
    },
  )
})
