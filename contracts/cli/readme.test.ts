/** The README says what the command says. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../check/catalogue.ts'
import { usage } from './options.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('README.md', () => {
  it('has the options as --help has them', () => {
    expect(readme).toContain(usage.trim())
  })

  it('has a row for every check', () => {
    const rows = [...readme.matchAll(/^\| `([\w-]+)` +\| (.+?) +\| (\w+) +\| (\w+) +\|$/gm)]
    expect(rows.map(([, ...cells]) => cells)).toEqual(
      Object.entries(catalogue).map(([name, { title, severity, owasp }]) => [
        ...[name, title, severity, owasp.split(':', 1)[0]],
      ]),
    )
  })
})
