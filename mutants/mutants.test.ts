import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { holesOf } from './catalogue.ts'
import { findFaults } from './compiles.ts'
import { aFewOf } from './few.ts'
import { GROUPS, edit } from './hole.ts'
import type { Hole } from './hole.ts'
import { plant } from './plant.ts'
import { nodesOf, readApi } from './source/api-source.ts'
import { statementCalls } from './source/calls.ts'
import { statementOf } from './source/conditions.ts'
import { loadUses } from './source/loads.ts'
import { securedProbesOf } from './source/operations.ts'
import { ownedPlaces } from './source/queries.ts'
import { textPlaces } from './source/texts.ts'

const api = readApi(fileURLToPath(new URL('../api', import.meta.url)))
const holes = holesOf(api)

describe('every hole', () => {
  it('still has its place in the api, and is code that compiles', { timeout: 900_000 }, () => {
    expect(findFaults(holes, api)).toEqual([])
  })

  it('has a name of its own and says in a sentence what is wrong', () => {
    const ids = holes.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(holes.filter(({ says }) => !/^.{8,}\.$/.test(says)).map(({ id }) => id)).toEqual([])
  })

  it('has a group, of which none is empty or without one in every test run', () => {
    const few = aFewOf(holes)
    for (const group of GROUPS) {
      expect(holes.filter((hole) => hole.group === group).length, group).toBeGreaterThan(50)
      expect(few.map((hole) => hole.group)).toContain(group)
    }
  })
})

describe('holes that are derived', () => {
  const ids = holes.map(({ id }) => id)

  it('there is one for each method of a secured operation, HEAD beside each GET', () => {
    const names = securedProbesOf(api).map(({ name }) => name)
    expect(names).toContain('HEAD /v1/tasks/{taskId}')
    expect(names.filter((name) => !ids.includes(`M01 ${name}`))).toEqual([])
  })

  it('there is one for each statement, and for each place where its text names its owner', () => {
    const inDatabase = api.files.filter((file) => file.startsWith('db/'))
    const prepared = inDatabase.flatMap((file) =>
      nodesOf(api.tree(file), ts.isCallExpression).flatMap((call) => {
        const { expression } = call
        const [name] = call.arguments
        const isNamed = name !== undefined && ts.isStringLiteral(name)
        const isPrepared = ts.isPropertyAccessExpression(expression) && isNamed
        return isPrepared && expression.name.text === 'prepare' ? [statementOf(call)] : []
      }),
    )
    const places = ownedPlaces(api).map(({ name }) => name)
    expect(prepared).toContain('changedSince.label')
    expect(prepared.filter((one) => !places.some((name) => name.startsWith(`${one} `)))).toEqual([])
    const texts = textPlaces(api)
    for (const file of inDatabase) {
      const named = [...api.text(file).matchAll(/owner_id = \$1\b/g)]
      const found = texts.filter((one) => one.file === file && one.name.includes('condition'))
      expect(found.length, file).toBe(named.length)
    }
    for (const name of [...places, ...texts.map((one) => one.name)]) {
      expect(ids).toContain(`M02 ${name}`)
    }
  })

  it('there is one for each call of a statement that names its owner', () => {
    const calls = statementCalls(api).map(({ name }) => name)
    expect(calls).toContain('tasks/get.ts get.task')
    expect(calls).toContain('tasks/list.ts listTasks 2')
    // What only one load asks for is told from that load by nothing.
    const apart = calls.filter((name) => !name.startsWith('db/write/loads.ts'))
    expect(apart.filter((name) => !ids.includes(`M02 in ${name}`))).toEqual([])
  })

  it('there is one for each question of a use case', () => {
    const questions = loadUses(api).map(({ name }) => name)
    expect(questions).toContain('tasks/create.ts task parentId')
    expect(questions).toContain('trash/purge.ts childrenOf id')
    expect(questions.filter((name) => !ids.includes(`M02 in ${name}`))).toEqual([])
  })
})

describe('a hole that is not good', () => {
  const hole = (find: string, replace: string): Hole => ({
    id: 'example',
    says: 'An example.',
    seenBy: '',
    edits: [edit('auth/claims.ts', find, replace)],
  })

  it('is told by name when its place has moved', () => {
    expect(() => plant(hole('code that is not there', ''), api)).toThrow(
      /^example: expected 1 place/,
    )
  })

  it('is told when there are more places than it says', () => {
    expect(() => plant(hole('TokenError', 'Error'), api)).toThrow(/found \d\d?\./)
  })

  it('is told when it changes nothing', () => {
    expect(() =>
      plant(hole('CLOCK_TOLERANCE_SECONDS = 5', 'CLOCK_TOLERANCE_SECONDS = 5'), api),
    ).toThrow('stays as it is')
  })

  it('finds its place whatever the line breaks are', () => {
    const reads = "if (iss !== expected.issuer)\n\n   throw new TokenError('CLAIM_REFUSED')"
    expect(plant(hole(reads, ''), api).get('auth/claims.ts')).not.toContain('iss !== expected')
  })

  it('is told when it does not compile', () => {
    const faults = findFaults(
      [hole('CLOCK_TOLERANCE_SECONDS = 5', 'CLOCK_TOLERANCE_SECONDS = five')],
      api,
    )
    expect(faults).toEqual([
      expect.stringMatching(/^example: auth\/claims\.ts: Cannot find name 'five'/),
    ])
  })
})
