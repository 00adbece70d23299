import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePorts } from '../ports.ts'
import { listenOnDemand } from './on-demand.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A service behind a port, started at most once, that does this with each connection. */
async function behindPort(onConnection: (socket: Socket) => void) {
  const [port = 0, hidden = 0] = await freePorts(2)
  let starts = 0
  const service = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  const listener = await listenOnDemand(port, async () => {
    starts += 1
    service.listen(hidden, '127.0.0.1')
    await once(service, 'listening')
    return hidden
  })
  open.push(() => listener.close())
  open.push(() => new Promise((resolve) => service.close(resolve)))
  return { port, starts: () => starts, started: () => listener.started() }
}

function ask(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  return socket
}

async function textOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

describe('a service on demand', () => {
  it('starts when somebody connects, and once', async () => {
    const { port, starts, started } = await behindPort((socket) => {
      socket.end('here')
    })
    expect(starts()).toBe(0)
    await started()
    const texts = await Promise.all([textOf(ask(port)), textOf(ask(port))])
    expect(texts).toEqual(['here', 'here'])
    expect(await textOf(ask(port))).toBe('here')
    expect(starts()).toBe(1)
  })

  it('hears what was said before it started, and the end of it', async () => {
    const { port } = await behindPort((socket) => {
      void textOf(socket).then((heard) => socket.end(`heard ${heard}`))
    })
    const socket = ask(port)
    socket.end('early')
    expect(await textOf(socket)).toBe('heard early')
  })

  it('is cut off where it cuts off', async () => {
    const { port } = await behindPort((socket) => {
      socket.resetAndDestroy()
    })
    const socket = ask(port)
    socket.resume()
    await expect(once(socket, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('notices that who asked has gone', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const { port } = await behindPort((socket) => {
      socket.resume().once('close', () => {
        resolve(undefined)
      })
      socket.write('.')
    })
    const socket = ask(port)
    await once(socket, 'data')
    socket.resetAndDestroy()
    await promise
  })

  it('cuts off whoever asks a service that does not start, and tells why afterwards', async () => {
    const [port = 0] = await freePorts(1)
    const listener = await listenOnDemand(port, () => Promise.reject(new Error('no')))
    open.push(() => listener.close())
    const socket = ask(port)
    socket.resume()
    await expect(once(socket, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(listener.started()).rejects.toThrow('no')
  })
})
