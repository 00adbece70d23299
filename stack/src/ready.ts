// Waiting until a service says by itself that it is ready.
import { pause } from './process/pause.ts'
import type { Service } from './process/service.ts'
import { SetupError } from './setup-error.ts'

const timeoutMs = 60_000

/** @throws SetupError when the service ends or stays unready, with the last lines it said. */
export async function waitUntilReady(service: Service, url: string): Promise<void> {
  const deadline = Date.now() + timeoutMs
  // Often at first, where it counts, and then at leisure.
  for (let wait = 25; !(await answersOk(url)); wait = Math.min(wait * 1.5, 500)) {
    if (!service.running()) {
      const how = await service.exited
      throw new SetupError([`${service.name} ended while starting (${how}). It said:`], {
        details: lastWords(service),
      })
    }
    if (Date.now() > deadline) {
      const limit = `${String(timeoutMs / 1000)} s`
      throw new SetupError([`${service.name} was not ready after ${limit}. It said:`], {
        details: lastWords(service),
      })
    }
    await pause(wait)
  }
}

export function lastWords(service: Service): readonly string[] {
  return [...service.log.recent().slice(-8), `(more in ${service.log.path})`]
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
