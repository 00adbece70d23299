/** Each classic hole is found by name, and what is sound is left alone. */
import { describe, expect, it } from 'vitest'
import { checkNames } from '../check/catalogue.ts'
import { holes } from './fixture/holes.ts'
import type { Hole } from './fixture/holes.ts'
import { check } from './fixture/run.ts'
import type { Outcome } from './fixture/run.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'

/** Parts of the tokens that stand in a report. */
function told({ printed, report, fixture }: Omit<Outcome, 'failed'>): string[] {
  const everything = [
    printed,
    JSON.stringify(report),
    htmlReport(report),
    junitReport(report, true),
  ]
  const parts = [fixture.userA, fixture.userB].flatMap((token) => token.split('.').slice(1))
  return parts.filter((part) => everything.some((text) => text.includes(part)))
}

describe('the command against an API without holes', () => {
  it('finds nothing, covers every operation and leaves nothing behind', async () => {
    const { failed, report, fixture } = await check([], '--allow-writes', '--strict')
    expect(report.findings).toEqual([])
    expect(report.warnings).toEqual([])
    expect(report.coverage.flatMap(({ missing }) => missing)).toEqual([])
    expect(report.leftBehind).toEqual([])
    expect([fixture.store.notes, fixture.store.projects]).toEqual([[], []])
    expect(failed).toBe(false)
  })

  it('tries ids in every place where one can stand', async () => {
    const { report } = await check([], '--allow-writes')
    const places = Object.fromEntries(
      report.coverage.map(({ operationId, places: tried }) => [operationId, tried]),
    )
    expect(places['getProjectNote']).toEqual(
      expect.arrayContaining(['path projectId, path noteId', 'path projectId', 'path noteId']),
    )
    expect(places['listNotes']).toEqual(
      expect.arrayContaining(['query projectId', 'query cursor', 'query q']),
    )
    expect(places['createNote']).toEqual(
      expect.arrayContaining([
        ...['header Idempotency-Key', 'body /id', 'body /projectId', 'body /meta/noteId'],
      ]),
    )
    expect(places['getNote']).toEqual(
      expect.arrayContaining(['path noteId', 'HEAD, path noteId', 'header If-None-Match']),
    )
  })
})

describe('the command against an API with one hole', () => {
  for (const [hole, [checks, operationId]] of Object.entries(holes)) {
    it(`names it: ${hole}`, async () => {
      const { failed, report, printed, fixture } = await check(
        [hole as Hole],
        '--allow-writes',
        '--only',
        operationId,
      )
      const found = report.findings.filter((finding) => finding.operationId === operationId)
      const names: string[] = found.map((finding) => finding.check)
      expect(
        checks.some((name) => names.includes(name)),
        printed,
      ).toBe(true)
      expect(failed).toBe(true)
      expect(told({ printed, report, fixture })).toEqual([])
      for (const name of checks.filter((one) => names.includes(one)))
        expect(printed).toContain(name)
    })
  }

  it('has a hole for every check', () => {
    const named = new Set<string>(Object.values(holes).flatMap(([checks]) => checks))
    expect(checkNames.filter((name) => !named.has(name))).toEqual([])
  })
})

describe('a finding', () => {
  it('says what was sent, what came, why it matters and how to repeat it, without a token', async () => {
    const { printed, report, fixture } = await check(
      ['get without owner'],
      ...['--allow-writes', '--only', 'getNote'],
    )
    const found = report.findings.find((one) => one.check === 'bola-read')
    expect(found).toMatchObject({ severity: 'critical', operation: 'GET /notes/{noteId}' })
    expect(found?.sent).toContain('Authorization: Bearer $USER_B')
    expect(found?.got).toMatch(/^200\n/)
    expect(found?.instead).toContain('→ 404')
    expect(found?.curl).toMatch(/^curl .*"Authorization: Bearer \$USER_B"$/)
    expect(printed).toContain('API1:2023')
    expect(told({ printed, report, fixture })).toEqual([])
  })

  it('can be ignored by name, and is then no reason to fail', async () => {
    const { failed, report, printed } = await check(
      ['cacheable for all'],
      ...['--allow-writes', '--only', 'listNotes', '--ignore', 'shared-cache'],
    )
    expect(report.findings.length).toBeGreaterThan(0)
    expect(report.findings.every(({ ignored }) => ignored)).toBe(true)
    expect(printed).toContain('Ignored')
    expect(failed).toBe(false)
  })

  it('can be too mild to fail for', async () => {
    const planted = await check(
      ['no challenge'],
      ...['--allow-writes', '--only', 'getMe', '--fail-on', 'medium'],
    )
    expect(planted.report.findings.map(({ severity }) => severity)).toEqual(['low'])
    expect(planted.failed).toBe(false)
  })

  it('is none where the contract or the command line says that all may read it', async () => {
    const { report } = await check(
      ['get without owner'],
      ...['--allow-writes', '--only', 'getNote', '--shared', 'getNote'],
    )
    expect(report.findings).toEqual([])
  })
})
