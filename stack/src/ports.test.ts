import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePorts, isPortFree } from './ports.ts'

describe('isPortFree', () => {
  it('is false while something listens there, and true afterwards', async () => {
    const [port = 0] = await freePorts(1)
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    expect(await isPortFree('127.0.0.1', port)).toBe(false)
    server.close()
    await once(server, 'close')
    expect(await isPortFree('127.0.0.1', port)).toBe(true)
  })
})

describe('freePorts', () => {
  it('gives different ports', async () => {
    const ports = await freePorts(5)
    expect(new Set(ports).size).toBe(5)
    expect(ports.every((port) => port > 0)).toBe(true)
  })
})
