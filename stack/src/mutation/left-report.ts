// What a runner leaves behind, made up for the tests of those who read it.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finished } from '../testing/run.ts'

export function left(code: number, report: unknown): Finished {
  const file = join(mkdtempSync(join(tmpdir(), 'holdfast-test-report-')), 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return { code, report: file }
}
