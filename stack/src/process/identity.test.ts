import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { identify, isAlive, record } from './identity.ts'

describe('identify', () => {
  it('tells the same process the same way each time', () => {
    expect(identify(process.pid)).toBeTruthy()
    expect(identify(process.pid)).toBe(identify(process.pid))
  })

  it.each([0, -1, Number.NaN, 2 ** 40])('knows no process %d', (pid) => {
    expect(identify(pid)).toBeUndefined()
  })
})

describe('isAlive', () => {
  it('holds for the recorded process and not after it is gone', async () => {
    const child = spawn('cat', { stdio: 'pipe' })
    await once(child, 'spawn')
    const recorded = record(child.pid ?? 0)
    expect(isAlive(recorded)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(recorded)).toBe(false)
  })

  it('does not hold for another process that got the same id', () => {
    const { pid, identity } = record(process.pid)
    expect(isAlive({ pid, identity: `${identity} as it was before` })).toBe(false)
    expect(isAlive({ pid, identity: '' })).toBe(false)
  })
})
