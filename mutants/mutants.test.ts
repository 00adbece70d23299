import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { holesOf } from './catalogue.ts'
import { findFaults } from './compiles.ts'
import { aFewOf } from './few.ts'
import { GROUPS, edit } from './hole.ts'
import type { Hole } from './hole.ts'
import { plant } from './plant.ts'
import { readApi } from './source/api-source.ts'
import { securedProbesOf } from './source/operations.ts'
import { ownedPlaces, statementCalls } from './source/queries.ts'

const api = readApi(fileURLToPath(new URL('../api', import.meta.url)))
const holes = holesOf(api)

describe('every hole', () => {
  it('still has its place in the api, and is code that compiles', () => {
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

  it('there is one for each place where a query names its owner', () => {
    const inSource = api.files
      .filter((file) => file.startsWith('db/'))
      .flatMap((file) => api.text(file).match(/eq\(\w+\.ownerId|ownerId: owner\b/g) ?? [])
    const places = ownedPlaces(api)
    // One condition is shared by several statements.
    expect(places.length).toBeGreaterThanOrEqual(inSource.length)
    expect(places.filter(({ name }) => !ids.includes(`M02 ${name}`))).toEqual([])
  })

  it('there is one for each call of a statement that names its owner', () => {
    const calls = statementCalls(api).map(({ name }) => name)
    expect(calls).toContain('tasks/get.ts getTask')
    expect(calls).toContain('tasks/list.ts listTasks 2')
    expect(calls.filter((name) => !ids.includes(`M02 in ${name}`))).toEqual([])
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
