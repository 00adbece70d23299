import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rules } from './rules.ts'

describe('docs/api-changes.md', () => {
  it('explains every rule, in these words', () => {
    const page = readFileSync(new URL('../../docs/api-changes.md', import.meta.url), 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm)]
    expect(Object.fromEntries(rows.map(([, name, why]) => [name, why]))).toEqual(rules)
  })
})
