import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LogFile } from './log-file.ts'

function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'service.log')
}

describe('LogFile', () => {
  it('goes on where an earlier run ended', () => {
    const path = newPath()
    new LogFile(path).append(['one'])
    new LogFile(path).append(['two', 'three'])
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\nthree\n')
  })

  it('keeps one old file and no more', () => {
    const path = newPath()
    const log = new LogFile(path)
    const megabyte = 'x'.repeat(1024 * 1024)
    for (let count = 0; count < 25; count += 1) log.append([megabyte])
    expect(statSync(path).size + statSync(`${path}.1`).size).toBeLessThan(23 * 1024 * 1024)
    expect(existsSync(`${path}.2`)).toBe(false)
  })

  it('remembers the last lines of this run only', () => {
    const path = newPath()
    new LogFile(path).append(['before'])
    const log = new LogFile(path)
    log.append(Array.from({ length: 30 }, (_, index) => String(index)))
    expect(log.recent()).toHaveLength(20)
    expect(log.recent().at(-1)).toBe('29')
  })

  it('goes on without the file when it cannot be written', () => {
    const log = new LogFile('/nowhere/at/all/service.log')
    log.append(['one'])
    expect(log.recent()).toEqual(['one'])
  })
})
