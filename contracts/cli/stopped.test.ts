/** A run that is stopped takes away what it has made. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startFixture } from './fixture/api.ts'
import { bin, usual } from './fixture/run.ts'

describe('the command', () => {
  it('cleans up and ends with 130 when it is interrupted', async () => {
    const fixture = await startFixture()
    const child = spawn(process.execPath, [bin, ...usual(fixture), '--allow-writes'], {
      stdio: 'ignore',
      timeout: 50_000,
    })
    try {
      const closed = once(child, 'close')
      while (fixture.store.notes.length === 0 && child.exitCode === null) await pause(2)
      child.kill('SIGINT')
      await closed
      expect(child.exitCode).toBe(130)
      expect([fixture.store.notes, fixture.store.projects]).toEqual([[], []])
      expect(fixture.seen.length).toBeLessThan(1000)
    } finally {
      child.kill('SIGKILL')
      await fixture.close()
    }
  })
})
