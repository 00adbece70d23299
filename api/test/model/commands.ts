// The commands that sequences are made of: fast-check draws them, and finds the shortest that fails.
import fc from 'fast-check'
import { CLIENTS } from './play.ts'
import type { Act, Play } from './play.ts'
import type { Cut } from './gate.ts'
import { MAX_PICK } from './names.ts'
import type { Draw } from './names.ts'

/** What decides whether a command makes sense: who is offline. */
export interface Plan {
  readonly offline: Set<number>
}

type Step =
  | { readonly do: 'act'; readonly client: number; readonly act: Act }
  | { readonly do: 'leave' | 'sync'; readonly client: number }
  | {
      readonly do: 'read'
      readonly client: number
      readonly pages: number
      readonly limit: number
      /** So slowly that others write between its statements. */
      readonly isSlow: boolean
    }
  | { readonly do: 'cut'; readonly cut: Cut }
  | { readonly do: 'slow'; readonly statements: number }
  | { readonly do: 'settle' }

type Command = fc.AsyncCommand<Plan, Play>

function toCommand(step: Step): Command {
  return {
    check({ offline }) {
      if (step.do === 'leave') return !offline.has(step.client)
      if (step.do === 'sync') return offline.has(step.client)
      return step.do !== 'read' || !offline.has(step.client)
    },
    async run({ offline }, play) {
      switch (step.do) {
        case 'act':
          play.act(step.client, step.act)
          return
        case 'leave':
          offline.add(step.client)
          play.leave(step.client)
          return
        case 'sync':
          offline.delete(step.client)
          play.sync(step.client)
          return
        case 'read':
          if (step.isSlow) play.stage.gate.slow(SLOW_READ, 'reads')
          play.read(step.client, step.pages, step.limit)
          return
        case 'cut':
          play.stage.gate.cut(step.cut)
          return
        case 'slow':
          play.stage.gate.slow(step.statements, 'all')
          return
        case 'settle':
          await play.settle()
      }
    },
    toString: () => JSON.stringify(step),
  }
}

/** How often each is drawn: what makes a tree of tasks, moves it and takes it back most of all. */
const WEIGHTS: Readonly<Record<Draw['type'], number>> = {
  createTask: 10,
  updateTask: 8,
  finishTask: 3,
  moveTask: 10,
  deleteTask: 5,
  restoreTask: 5,
  purgeTask: 2,
  createList: 3,
  updateList: 1,
  deleteList: 3,
  restoreList: 3,
  purgeList: 1,
  createSection: 2,
  updateSection: 1,
  deleteSection: 1,
  createLabel: 2,
  updateLabel: 1,
  deleteLabel: 1,
  emptyTrash: 1,
  undo: 12,
  batch: 6,
}

/** Statements: about two pages of the feed. */
const SLOW_READ = 30

/** What a batch can't be made of. */
const NO_PARTS: ReadonlySet<Draw['type']> = new Set(['undo', 'batch', 'emptyTrash'])

const client = fc.nat({ max: CLIENTS - 1 })
const pick = fc.nat({ max: MAX_PICK })

const typeOf = (isPart: boolean) =>
  fc.constantFrom(
    ...(Object.entries(WEIGHTS) as [Draw['type'], number][]).flatMap(([name, weight]) =>
      isPart && NO_PARTS.has(name) ? [] : Array.from({ length: weight }, () => name),
    ),
  )

const picks = fc.tuple(pick, pick, pick, pick)
const part: fc.Arbitrary<Draw> = fc.record({
  type: typeOf(true),
  picks,
  parts: fc.constant([]),
})

const act: fc.Arbitrary<Act> = fc.record({
  type: typeOf(false),
  picks,
  parts: fc.array(part, { minLength: 1, maxLength: 4 }),
  manner: fc.constantFrom('keyed', 'keyed', 'twice', 'resent', 'plain'),
  isMatched: fc.boolean(),
  back: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
})

const countdown = fc.integer({ min: 1, max: 12 })

const cut: fc.Arbitrary<Cut> = fc.oneof(
  fc.record({ at: fc.constant('statement'), countdown, arrives: fc.boolean() }),
  fc.record({ at: fc.constant('commit'), countdown: fc.integer({ min: 1, max: 3 }) }),
)

const as = <Name extends Step['do']>(name: Name) => fc.constant(name)

type Weighted = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }

const readOf = (isSlow: boolean) =>
  fc.record({
    do: as('read'),
    client,
    pages: fc.integer({ min: 1, max: 3 }),
    limit: fc.constantFrom(1, 2, 5, 50),
    isSlow: fc.constant(isSlow),
  })

const calm: readonly Weighted[] = [
  { weight: 24, arbitrary: fc.record({ do: as('act'), client, act }) },
  { weight: 1, arbitrary: fc.record({ do: as('leave'), client }) },
  { weight: 1, arbitrary: fc.record({ do: as('sync'), client }) },
  { weight: 5, arbitrary: readOf(false) },
  { weight: 4, arbitrary: fc.record({ do: as('settle') }) },
]

const rough: readonly Weighted[] = [
  ...calm,
  { weight: 5, arbitrary: readOf(true) },
  { weight: 3, arbitrary: fc.record({ do: as('cut'), cut }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: as('slow'), statements: fc.integer({ min: 5, max: 40 }) }),
  },
]

const sequenceOf = (steps: readonly Weighted[]) =>
  fc.commands([fc.oneof(...steps).map(toCommand)], { maxCommands: 40, size: 'max' })

/** Commands, and whether all goes well on the way to the database. */
export const sequences = fc.oneof(
  fc.record({ isCalm: fc.constant(true), commands: sequenceOf(calm) }),
  fc.record({ isCalm: fc.constant(false), commands: sequenceOf(rough) }),
)
