// A port behind which a service starts when somebody first connects to it. Most holes are noticed
// by asking one api of the three, and starting the others is what a hole's run would mostly do.
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

export interface OnDemand {
  /** Rejects with what kept the service from starting, if anything did. Nobody asked: resolves. */
  started(): Promise<void>
  /** Takes nobody any more and drops who is there. */
  close(): Promise<void>
}

/** @param start resolves with the port of the service once it is ready. */
export async function listenOnDemand(
  port: number,
  start: () => Promise<number>,
): Promise<OnDemand> {
  const sockets = new Set<Socket>()
  let started: Promise<number> | undefined
  // Half-closed on one side is half-closed on the other: the suite looks at that, too.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    join(near).catch(() => near.resetAndDestroy())
  })

  async function join(near: Socket): Promise<void> {
    follow(near)
    started ??= start()
    const far = follow(
      connect({ port: await started, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }),
    )
    near.setNoDelay(true)
    endTogether(near, far)
    endTogether(far, near)
    near.pipe(far)
    far.pipe(near)
  }

  function follow(socket: Socket): Socket {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // What follows an error is 'close'.
    socket.on('error', () => undefined)
    return socket
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, resolve)
  })
  return {
    started: async () => {
      await started
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A connection that is cut on one side is cut on the other. */
function endTogether(one: Socket, other: Socket): void {
  one.once('close', (hadError) => {
    if (hadError) other.resetAndDestroy()
    else if (!one.readableEnded) other.destroy()
  })
}
