/** The reports: XML that is XML, HTML that holds nothing foreign, colours only where wanted. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../check/run.ts'
import { startFixture } from './fixture/api.ts'
import { command, usual } from './fixture/run.ts'
import type { Run } from './fixture/run.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'
import { terminalReport } from './terminal.ts'
import { elementsOf } from './fixture/xml.ts'

let folder = ''
let run: Run
const written = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-reports-'))
  const fixture = await startFixture('get without owner', 'cacheable for all')
  const kinds = ['junit', 'html', 'json']
  const files = kinds.flatMap((kind) => [`--${kind}`, join(folder, kind)])
  run = await command([...usual(fixture), '--allow-writes', '--skip', 'deleteNote', ...files], {
    FORCE_COLOR: '1',
  })
  await fixture.close()
  for (const kind of kinds) written.set(kind, await readFile(join(folder, kind), 'utf8'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function text(kind: string): string {
  return written.get(kind) ?? ''
}

describe('the JUnit report', () => {
  it('has a suite for each operation and a failure for each finding', () => {
    const report = JSON.parse(text('json')) as Report
    const elements = elementsOf(text('junit'))
    const named = (name: string) => elements.filter((element) => element.name === name)
    expect(named('testsuite').map(({ attributes }) => attributes.get('name'))).toEqual(
      report.coverage.map(({ operation }) => operation),
    )
    expect(named('failure')).toHaveLength(report.findings.length)
    expect(report.findings.length).toBeGreaterThan(1)
    const [root] = named('testsuites')
    expect(root?.attributes.get('failures')).toBe(String(report.findings.length))
    expect(root?.attributes.get('tests')).toBe(String(named('testcase').length))
    expect(named('failure')[0]?.text).toContain('curl -i')
  })
})

describe('the HTML report', () => {
  it('is one page without a script and without anything from elsewhere', () => {
    const html = text('html')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/i)
    expect(html).not.toMatch(/\b(src|href)=/i)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toContain('name="viewport"')
    expect(html).toContain('Reads what belongs to another user')
    expect(
      elementsOf(html.replace(/^<!doctype html>/, '').replaceAll(/<(meta[^>]*|wbr|br)>/g, '<$1/>'))
        .length,
    ).toBeGreaterThan(50)
  })
})

describe('the terminal report', () => {
  it('has colours where they are wanted, and none where they are not', async () => {
    expect(run.stdout).toContain('\u001b[31m')
    const fixture = await startFixture()
    const args = [...usual(fixture), '--only', 'getMe']
    const quiet = await command(args, { FORCE_COLOR: '1', NO_COLOR: '1' })
    const piped = await command(args)
    await fixture.close()
    for (const { stdout } of [quiet, piped]) expect(stdout).not.toContain('\u001b')
  })

  it('ends with one line of counts', () => {
    const lines = run.stdout.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(
      /\d+ findings \(.*critical.*\), 16 of 16 operations covered, .* requests in/,
    )
  })
})

describe('every report', () => {
  const hostile = '\u001b[2J</pre><script>alert(1)</script>\u0000 & "quoted"'
  const report = (): Report => {
    const plain = JSON.parse(text('json')) as Report
    const findings = plain.findings.map((one) => ({
      ...one,
      ...{ place: hostile, detail: hostile, sent: hostile, got: hostile, curl: hostile },
    }))
    const coverage = plain.coverage.map((one) => ({ ...one, operation: hostile }))
    return {
      ...plain,
      findings,
      coverage,
      title: hostile,
      warnings: [{ operation: hostile, text: hostile }],
    }
  }

  it('shows hostile answers and contracts as the text that they are', () => {
    const html = htmlReport(report())
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
    const xml = junitReport(report(), false)
    expect(elementsOf(xml).some(({ name }) => name === 'script')).toBe(false)
    expect(xml).not.toContain('\u0000')
    expect(terminalReport(report(), (_, plain) => plain)).not.toContain('\u001b')
  })
})
