import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { newPerson } from '../people/person.ts'

const { baseUrl } = readEnvironment()
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

/** What the page lets one type, and what it says comes of it. */
function commands(): { script: string; printed: string } {
  const [, block = ''] = /```console\n(.*?)```/s.exec(readme) ?? []
  const steps = block.split(/^\$ /m).map((step) => {
    const [, typed = '', printed = ''] = /^((?:.*\\\n)*.*\n)([^]*)$/.exec(step) ?? []
    return { typed, printed }
  })
  return {
    script: steps.map(({ typed }) => typed).join(''),
    printed: steps.map(({ printed }) => printed.trim()).join('\n'),
  }
}

test('The commands on the first page of the README do what it says', () => {
  const { outputDir } = test.info()
  const { script, printed } = commands()
  expect(script.match(/curl/g)?.length).toBe(6)
  const here = script
    .replaceAll('http://localhost:3000', baseUrl)
    .replaceAll('ada@example.com', newPerson().email)
  const out = execFileSync('sh', ['-c', `mkdir -p "$0" && cd "$0"\n${here}`, outputDir], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  const lines = (text: string) => text.split(/\r?\n/).filter((line) => line !== '')
  expect(lines(out)).toEqual(lines(printed))
})
