/** Starts the issuer before the first worker and waits until the api has its keys. */
import { randomInt } from 'node:crypto'
import { environment } from './environment.ts'
import { openControl } from './issuer/control.ts'
import { publicJwk, publishStandingKeys } from './issuer/keys.ts'
import { startIssuer } from './issuer/server.ts'
import { startRecord } from './http/record.ts'

const readyWithinMs = 60_000

export default async function globalSetup(): Promise<() => Promise<void>> {
  const { issuerPort, runningApiBaseUrls } = environment()
  startRecord()
  // What is generated differs from run to run; the seed repeats a run.
  process.env['CONTRACTS_SEED'] ??= String(randomInt(2 ** 31))
  console.log(`CONTRACTS_SEED=${process.env['CONTRACTS_SEED']}`)
  const issuer = await startIssuer(issuerPort, publishStandingKeys().map(publicJwk))
  const closeControl = await openControl(issuer)
  for (const origin of runningApiBaseUrls) await ready(origin)
  return async () => {
    await closeControl()
    await issuer.close()
  }
}

async function ready(origin: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    const response = await fetch(`${origin}/readyz`).catch(() => undefined)
    if (response?.ok) return
    if (Date.now() > deadline) throw new Error(`${origin}/readyz was not ready in time`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
