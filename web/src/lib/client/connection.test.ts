import { describe, expect, it } from 'vitest'
import { Connection } from './connection.svelte.ts'

function setUp() {
  const world = { reachable: false, probes: 0 }
  const timers: { run: () => void; delayMs: number }[] = []
  const connection = new Connection({
    probe: () => {
      world.probes += 1
      return Promise.resolve(world.reachable)
    },
    delay: (run, delayMs) => {
      const timer = { run, delayMs }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), 1)
    },
  })
  return { world, timers, connection }
}

describe('Connection', () => {
  it('asks again, each time later, and not before the server wants it', async () => {
    const { timers, connection } = setUp()
    const delays = []
    connection.lost(5)
    for (let round = 0; round < 7; round += 1) {
      const timer = timers.shift()
      delays.push(timer?.delayMs)
      timer?.run()
      await connection.check()
    }
    expect(delays).toEqual([5000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('has one question at a time', () => {
    const { timers, connection } = setUp()
    connection.lost(null)
    connection.lost(null)
    expect(timers).toHaveLength(1)
  })

  it('lets everybody go on when the server is back', async () => {
    const { world, timers, connection } = setUp()
    connection.lost(null)
    const waiting = connection.whenBack()
    world.reachable = true
    timers.shift()?.run()
    await waiting
    expect([connection.state, timers.length]).toEqual(['online', 0])
  })

  it('believes the browser about being offline, and checks when it is online again', async () => {
    const { world, connection } = setUp()
    connection.networkChanged(false)
    expect(connection.state).toBe('offline')
    world.reachable = true
    connection.networkChanged(true)
    await connection.whenBack()
    expect([connection.state, world.probes]).toEqual(['online', 1])
  })
})
