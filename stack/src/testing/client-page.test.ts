import { describe, expect, it } from 'vitest'
import {
  linesWithErrors,
  notPinned,
  readClientPage,
  withoutIds,
  wrongLines,
} from './client-page.ts'

const page = [
  ...['# A client', '', '```sh', 'npm install it', 'npx make \\', '  --all', '```', ''],
  ...['`first.ts`:', '', '```ts', 'go()', '```', ''],
  ...['```console', '$ node first.ts', 'Created …: Water', '```', ''],
].join('\n')

describe('readClientPage', () => {
  it('takes a named block for a file and the others for commands, in their order', () => {
    expect(readClientPage(page)).toEqual({
      steps: [{ command: 'npx make --all' }, { file: 'first.ts', text: 'go()\n' }],
      preparation: ['npm install it'],
      program: 'node first.ts',
      output: ['Created …: Water'],
    })
  })

  it('refuses a page that shows no output', () => {
    expect(() => readClientPage(page.replace('```console', '```sh'))).toThrow('no console block')
  })

  it('refuses code that is in no file', () => {
    expect(() => readClientPage(page.replace('`first.ts`:', 'Then:'))).toThrow('a ts block')
  })
})

describe('notPinned', () => {
  const pins = { '@a/b': '1.2.3', c: '10.0.0', tool: '7.0.0' }

  it('lets a version be as short as one likes', () => {
    expect(notPinned(['npm install @a/b@1.2 c@10', 'mv ~/tool-7.0.0.jar x'], pins)).toEqual([])
  })

  it('finds another version, no version, and what nobody pinned', () => {
    const preparation = [
      'npm init',
      'npm install -D @a/b@1.3 c@1 c other@1',
      'mv ~/tool-7.0.1.jar x',
    ]
    const found = ['@a/b@1.3', 'c@1', 'c', 'other@1', '~/tool-7.0.1.jar']
    expect(notPinned(preparation, pins)).toEqual(found)
  })
})

describe('withoutIds', () => {
  it('leaves the rest of each line alone', () => {
    const id = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'
    expect(withoutIds(`Created ${id}: 2026-11-20\n`)).toEqual(['Created …: 2026-11-20'])
  })
})

describe('linesWithErrors', () => {
  it('reads what tsc says, once a line and for one file', () => {
    const output = "wrong/mistakes.ts(9,1): error TS1: no\nwrong/mistakes.ts(9,7): error TS2: 'x'"
    expect(linesWithErrors(`${output}\nother.ts(3,1): error TS1: no`, 'mistakes.ts')).toEqual([9])
  })

  it('reads what javac says', () => {
    const output = 'wrong/Mistakes.java:12: error: no\n   x\nwrong/Mistakes.java:3: error: no'
    expect(linesWithErrors(output, 'Mistakes.java')).toEqual([3, 12])
  })
})

describe('wrongLines', () => {
  it('counts from 1', () => {
    expect(wrongLines('a\nb // wrong: no such\nc')).toEqual([2])
  })
})
