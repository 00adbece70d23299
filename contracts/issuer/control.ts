/** The handle by which tests steer the issuer, which runs in the main process of the runner. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { json } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { allStandingKeys, publicJwk } from './keys.ts'
import type { PublicJwk } from './keys.ts'
import type { IssuerCounters, IssuerServer, IssuerState, Mode } from './server.ts'

const variable = 'CONTRACTS_ISSUER_CONTROL'

/** Opens the handle: its own port, because the issuer's own port is closed in one of the modes. */
export async function openControl(issuer: IssuerServer): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    void json(request).then(async (change) => {
      await issuer.setState(change as Partial<IssuerState>)
      response.end(JSON.stringify(issuer.counters))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env[variable] = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  return async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
}

async function steer(change: Partial<IssuerState>): Promise<IssuerCounters> {
  const response = await fetch(process.env[variable] ?? '', {
    method: 'POST',
    body: JSON.stringify(change),
  })
  return (await response.json()) as IssuerCounters
}

export function issuerCounters(): Promise<IssuerCounters> {
  return steer({})
}

/** How often the api under test has asked for the key set; with a name, the api whose URL has it as its query. */
export async function keySetHits(asker = ''): Promise<number> {
  return (await issuerCounters()).hits[asker] ?? 0
}

export async function setIssuerMode(mode: Mode): Promise<void> {
  await steer({ mode })
}

/** Serves the standing keys and these. */
export async function serveAlso(keys: PublicJwk[]): Promise<void> {
  await steer({ mode: 'normal', keys: [...allStandingKeys().map(publicJwk), ...keys] })
}

/** Serves these and none of the standing keys. */
export async function serveInstead(keys: PublicJwk[]): Promise<void> {
  await steer({ mode: 'normal', keys })
}

export async function restoreIssuer(): Promise<void> {
  await serveAlso([])
}
