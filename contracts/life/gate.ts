/** A gate on the way to the database: open, closed, silent, or with a word changed on the way in. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { environment } from '../environment.ts'

export interface Gate {
  /** The URL of the database behind the gate. */
  url: string
  /** Ends every connection and lets nobody in. */
  close(): void
  /** Takes what is sent, and nothing comes back. */
  silence(): void
  /** Writes another word of the same length in place of one, wherever a client says it. */
  replace(word: string, other: string): void
  /** Lets everything through again; a connection that met silence stays silent. */
  open(): void
  /** For after each test. */
  remove(): Promise<void>
}

type State =
  | { readonly kind: 'open' | 'closed' | 'silent' }
  | { readonly kind: 'replacing'; readonly word: Buffer; readonly other: Buffer }

export async function openGate(): Promise<Gate> {
  const url = new URL(environment().serviceDatabaseUrl)
  const [host, port] = [url.hostname, Number(url.port)]
  const sockets = new Set<Socket>()
  let state: State = { kind: 'open' }
  const server = createServer((near) => {
    if (state.kind === 'closed') {
      near.destroy()
      return
    }
    const far = connect(port, host)
    let lost = false
    const pass = (to: Socket, chunk: Buffer): void => {
      lost ||= state.kind === 'silent'
      if (!lost) to.write(chunk)
    }
    near.on('data', (chunk) => {
      pass(far, state.kind === 'replacing' ? replaced(chunk, state.word, state.other) : chunk)
    })
    far.on('data', (chunk) => {
      pass(near, chunk)
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    close() {
      state = { kind: 'closed' }
      cut()
    },
    silence() {
      state = { kind: 'silent' }
    },
    replace(word, other) {
      if (word.length !== other.length) throw new Error('a message would change its length')
      state = { kind: 'replacing', word: Buffer.from(word), other: Buffer.from(other) }
    },
    open() {
      state = { kind: 'open' }
    },
    async remove() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

function replaced(chunk: Buffer, word: Buffer, other: Buffer): Buffer {
  const result = Buffer.from(chunk)
  for (let at = result.indexOf(word); at !== -1; at = result.indexOf(word, at + 1)) {
    other.copy(result, at)
  }
  return result
}
