import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAlive } from './identity.ts'
import { startService, stopOrphans } from './service.ts'
import type { Service } from './service.ts'

/** A Node process running `script`, once it has said `ready`. */
async function start(script: string): Promise<Service> {
  const ready = Promise.withResolvers<undefined>()
  const service = startService({
    name: 'child',
    command: process.execPath,
    args: ['-e', `${script}; console.log('ready')`],
    env: { PATH: process.env['PATH'] },
    logFile: join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'child.log'),
    onLine: (line) => {
      if (line === 'ready') ready.resolve(undefined)
    },
  })
  await Promise.race([ready.promise, service.exited])
  return service
}

const forever = 'setInterval(() => undefined, 1000)'

describe('startService', () => {
  it('keeps the output in the log and says how the process ended', async () => {
    const service = await start(`console.error('oh'); process.exitCode = 3`)
    expect(await service.exited).toBe('exit code 3')
    expect(readFileSync(service.log.path, 'utf8').split('\n')).toContain('oh')
    expect(service.running()).toBe(false)
  })

  it('stops by asking', async () => {
    const service = await start(`process.on('SIGTERM', () => process.exit(0)); ${forever}`)
    await service.stop()
    expect(await service.exited).toBe('exit code 0')
  })

  it('stops a process that does not listen', async () => {
    const service = await start(`process.on('SIGTERM', () => undefined); ${forever}`)
    await service.stop(1)
    expect(await service.exited).toBe('signal SIGKILL')
  })

  it('says so when there is no such program', async () => {
    const service = startService({
      name: 'nothing',
      command: '/nowhere/at/all',
      args: [],
      env: {},
      logFile: join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'nothing.log'),
    })
    expect(await service.exited).toContain('ENOENT')
    await service.stop()
  })
})

describe('stopOrphans', () => {
  it('stops what an earlier run left', async () => {
    const service = await start(forever)
    expect(await stopOrphans([{ pid: service.pid, identity: service.identity }])).toBe(1)
    expect(isAlive(service)).toBe(false)
  })

  it('does not touch a process that only has the same id', async () => {
    const service = await start(forever)
    expect(await stopOrphans([{ pid: service.pid, identity: 'another program' }])).toBe(0)
    expect(isAlive(service)).toBe(true)
    await service.stop()
  })
})
