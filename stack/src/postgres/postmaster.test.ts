import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isServerOf, parsePostmasterPid, runningServer } from './postmaster.ts'

const complete = '4711\n/data/postgres\n1795000000\n54329\n\n127.0.0.1\n  1234 5\nready   \n'

describe('parsePostmasterPid', () => {
  it('reads process, port and status', () => {
    expect(parsePostmasterPid(complete)).toEqual({ pid: 4711, port: 54329, ready: true })
  })

  it('does not call a server ready that is still starting', () => {
    expect(parsePostmasterPid(complete.replace('ready', 'starting'))?.ready).toBe(false)
    expect(parsePostmasterPid('4711\n/data/postgres\n')?.ready).toBe(false)
  })

  it.each(['', 'nonsense', '-4711\n', '0\n', '1\n'])('makes nothing of %j', (text) => {
    expect(parsePostmasterPid(text)).toBeUndefined()
  })
})

describe('isServerOf', () => {
  it.each([
    ['9 /x/bin/postgres -D /data/postgres -p 54329', true],
    ['9 /x/bin/postgres -D /data/postgres', true],
    ['9 /x/bin/postgres -D /data/postgres2 -p 54329', false],
    ['9 node -D /data/postgres', false],
    [undefined, false],
  ])('%s: %s', (identity, expected) => {
    expect(isServerOf('/data/postgres', identity)).toBe(expected)
  })
})

describe('runningServer', () => {
  it('removes the file when its process id belongs to something else now', () => {
    const directory = mkdtempSync(join(tmpdir(), 'holdfast-'))
    const file = join(directory, 'postmaster.pid')
    writeFileSync(file, complete.replace('4711', String(process.pid)))
    expect(runningServer(directory)).toBeUndefined()
    expect(existsSync(file)).toBe(false)
  })
})
