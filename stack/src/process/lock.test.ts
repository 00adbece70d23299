import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LockHeldError, takeLock } from './lock.ts'

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'lock')
}

describe('takeLock', () => {
  it('is held by one at a time', () => {
    const file = newFile()
    const release = takeLock(file)
    expect(() => takeLock(file)).toThrow(LockHeldError)
    release()
    takeLock(file)()
  })

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 30, identity: 'gone' })],
    ['a process whose id was given away', JSON.stringify({ pid: process.pid, identity: 'old' })],
    ['a crash in the middle of writing', '{"pid":'],
  ])('is taken over from %s', (_whom, content) => {
    const file = newFile()
    writeFileSync(file, content)
    const release = takeLock(file)
    expect(() => takeLock(file)).toThrow(LockHeldError)
    release()
  })

  it('leaves nothing behind', () => {
    const file = newFile()
    takeLock(file)()
    expect(readdirSync(dirname(file))).toEqual([])
  })
})
