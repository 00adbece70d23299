// Stands between the api and PostgreSQL, and cuts or slows connections where a test says so.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where a connection breaks: before a statement arrives, or after it has and nothing comes back. */
export type Cut =
  /** The n-th statement from now on, whichever connection it comes by. */
  | { readonly at: 'statement'; readonly countdown: number; readonly arrives: boolean }
  /** The next commit: it is done, and who asked is never told. */
  | { readonly at: 'commit'; readonly countdown: number }

export interface Gate {
  readonly url: string
  cut(cut: Cut): void
  /** The next statements, or those that only read, arrive one by one: others come in between. */
  slow(statements: number, whose: 'all' | 'reads'): void
  /** Nothing breaks from now on. */
  calm(): void
  /** Connections that were cut so far. */
  cuts(): number
  close(): Promise<void>
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html
const SYNC = 0x53
const QUERY = 0x51
const COMMIT = Buffer.from('commit\0')
const SLOW_MS = 4

export async function openGate(databaseUrl: string): Promise<Gate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const armed: (Cut & { left: number })[] = []
  let [toSlow, done] = [0, 0]
  let isOnlyReads = false

  /** What becomes of one statement. */
  function judge(message: Buffer): 'pass' | 'drop' | 'answer lost' {
    const isCommit = message[0] === QUERY && message.subarray(5).equals(COMMIT)
    for (const cut of armed) {
      if (cut.at === 'commit' && !isCommit) continue
      if ((cut.left -= 1) > 0) continue
      armed.splice(armed.indexOf(cut), 1)
      done += 1
      return cut.at === 'commit' || cut.arrives ? 'answer lost' : 'drop'
    }
    return 'pass'
  }

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', end).on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    let isTold = true
    upstream.on('data', (data) => {
      if (isTold) client.write(data)
      else end()
    })
    const split = messages()
    let turn: Promise<unknown> | undefined
    let isReading = false
    const pass = (message: Buffer) => {
      if (client.destroyed) return
      const isStatement = message[0] === SYNC || message[0] === QUERY
      const verdict = isStatement ? judge(message) : 'pass'
      if (verdict === 'drop') end()
      else upstream.write(message)
      if (verdict === 'answer lost') isTold = false
    }
    client.on('data', (data) => {
      upstream.cork()
      for (const message of split(data)) {
        const isStatement = message[0] === SYNC || message[0] === QUERY
        if (message[0] === QUERY) isReading = message.includes('read only')
        const isSlow = isStatement && toSlow > 0 && (isReading || !isOnlyReads)
        if (isSlow) toSlow -= 1
        // Without anything to wait for, all goes on in the same turn.
        if (!isSlow && turn === undefined) {
          pass(message)
          continue
        }
        const mine = Promise.resolve(turn)
          .then(() => (isSlow ? sleep(SLOW_MS) : undefined))
          .then(() => pass(message))
          .finally(() => {
            if (turn === mine) turn = undefined
          })
        turn = mine
      }
      upstream.uncork()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = new URL(databaseUrl)
  url.port = `${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    cut: (cut) => void armed.push({ ...cut, left: cut.countdown }),
    slow(statements, whose) {
      toSlow = statements
      isOnlyReads = whose === 'reads'
    },
    calm() {
      armed.length = 0
      toSlow = 0
    },
    cuts: () => done,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Takes what a client sends apart: its first message has no type, the others begin with one. */
function messages(): (data: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  let header = 0
  return (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data])
    const whole: Buffer[] = []
    for (;;) {
      if (rest.length < header + 4) return whole
      const length = header + rest.readInt32BE(header)
      if (rest.length < length) return whole
      whole.push(rest.subarray(0, length))
      rest = rest.subarray(length)
      header = 1
    }
  }
}
