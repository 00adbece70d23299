import { describe, expect, it } from 'vitest'
import { left } from './left-report.ts'
import { filesOf, testsOfPlaywright, testsOfVitest } from './test-files.ts'

describe('the files of the tests that a hole names', () => {
  const spec = (title: string, file: string) => ({ title, file, tests: [] })
  const tests = testsOfPlaywright(
    left(0, {
      suites: [
        {
          title: 'tokens.spec.ts',
          suites: [
            { title: 'jwks mode', specs: [spec('T01 asks for credentials', 'tokens.spec.ts')] },
          ],
        },
        { title: 'scopes.spec.ts', specs: [spec('a 403 tells nothing', 'scopes.spec.ts')] },
      ],
    }),
  )

  it('are found by title, by group and by the name of the file', () => {
    expect(filesOf(tests, 'T01')).toEqual(['/tokens.spec.ts'])
    expect(filesOf(tests, 'jwks mode T01|A 403')).toEqual(['/tokens.spec.ts', '/scopes.spec.ts'])
    expect(filesOf(tests, 'scopes\\.spec')).toEqual(['/scopes.spec.ts'])
  })

  it('are none where no test has such a title, or where there was no report', () => {
    expect(filesOf(tests, 'T02')).toEqual([])
    expect(testsOfPlaywright({ code: 1, report: '/nowhere' })).toEqual([])
  })

  it('are told by vitest as they lie in its folder', () => {
    const assertionResults = [{ status: 'passed', fullName: 'a wall holds' }]
    const report = left(0, {
      testResults: [{ name: '/lane/api/test/walls.test.ts', status: 'passed', assertionResults }],
    })
    expect(filesOf(testsOfVitest(report, '/lane'), 'wall holds')).toEqual([
      'api/test/walls.test.ts',
    ])
  })
})
