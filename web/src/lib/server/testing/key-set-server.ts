// web's key set at an address, for apis that are processes of their own.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AuthRoom } from './auth-room.ts'

export interface KeySetServer {
  url: string
  stop: () => void
}

export async function serveKeySet(room: AuthRoom): Promise<KeySetServer> {
  const server = createServer((_, response) => {
    void room.call('/api/auth/jwks').then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(await answer.text())
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}/jwks`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
