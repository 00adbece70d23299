// Launches the end-to-end tests: the whole production stack as `npm start` runs it, and a browser.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { findChromium } from '../chromium.ts'
import { loadConfig } from '../config.ts'
import { localUrl } from '../environment.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { quietReport } from '../report.ts'
import { startStack } from '../stack.ts'
import type { Stack } from '../stack.ts'
import { runPlaywright } from './run.ts'
import type { TestRun } from './run.ts'
import type { Tally } from './tally.ts'

export async function runEndToEnd(run: TestRun): Promise<Tally> {
  const chromium = await findChromium(run)
  const [webPort, apiPort, postgresPort, controlPort = 0] = await freePorts(4)
  const env = {
    ...run.env,
    HOLDFAST_DATA_DIR: join(run.folder, 'data'),
    WEB_PORT: String(webPort),
    API_PORT: String(apiPort),
    POSTGRES_PORT: String(postgresPort),
    // Every test signs up its own people, all from this one address.
    AUTH_ATTEMPTS_PER_MINUTE: '100000',
  }
  const config = loadConfig(env)
  const stack = await startStack({
    ...{ env, config, report: quietReport(), watch: false, durable: false },
    signal: run.signal,
  })
  void stack.failed.then(({ text, details }) => {
    console.error([text, ...details].join('\n'))
  })
  const control = await openControl(stack, controlPort)
  try {
    return await runPlaywright(run, {
      cwd: inRoot('e2e'),
      env: {
        E2E_BASE_URL: config.publicUrl,
        E2E_API_URL: localUrl(config.api),
        E2E_CONTROL_URL: `http://127.0.0.1:${controlPort}`,
        CHROMIUM_PATH: chromium,
      },
    })
  } finally {
    control.close()
    control.closeAllConnections()
    await stack.stop()
  }
}

/** Lets the suite take the api away and bring it back. Answers when it is done. */
async function openControl(stack: Stack, port: number): Promise<Server> {
  const actions = new Map<string | undefined, () => Promise<void>>([
    ['POST /api/stop', () => stack.stopApi()],
    ['POST /api/start', () => stack.startApi()],
  ])
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const action = actions.get(`${request.method ?? ''} ${request.url ?? ''}`)
    response.statusCode = action === undefined ? 404 : 204
    await action?.().catch((error: unknown) => {
      console.error(error)
      response.statusCode = 500
    })
    response.end()
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
