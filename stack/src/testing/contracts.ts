// Launches the contract tests: an api in three settings on one runtime, on a throwaway PostgreSQL.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Environment, Runtime } from '../config.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { startService } from '../process/service.ts'
import type { Service } from '../process/service.ts'
import { waitUntilReady } from '../ready.ts'
import { resolveRuntime } from '../runtimes.ts'
import { openContractsServer } from './contracts-server.ts'
import type { ContractsDatabase } from './contracts-server.ts'
import { runPlaywright } from './run.ts'
import type { TestRun } from './run.ts'
import type { Tally } from './tally.ts'

const audience = 'holdfast-api'
const allowedOrigin = 'https://app.holdfast.test'

export async function runContracts(runtime: Runtime, given: TestRun): Promise<Tally> {
  // Many tests start an api of their own: Node need not compile the same for each of them.
  const cache = { NODE_COMPILE_CACHE: join(given.folder, 'v8') }
  const run = { ...given, env: { ...given.env, ...cache } }
  const server = await openContractsServer(run)
  try {
    const database = await server.make('tasks')
    const setting = { runtime, database, apiFolder: inRoot('api') }
    return await withApis(run, setting, (env) =>
      runPlaywright(run, { cwd: inRoot('contracts'), env }),
    )
  } finally {
    await server.close()
  }
}

export interface ContractsSetting {
  readonly runtime: Runtime
  readonly database: ContractsDatabase
  /** The api to judge; the suite knows it by its address and by openapi.yaml. */
  readonly apiFolder: string
}

/** Runs the three apis while `use` goes on, which gets the environment that the suite wants. */
export async function withApis<Result>(
  run: TestRun,
  { runtime, database, apiFolder }: ContractsSetting,
  use: (env: Environment) => Promise<Result>,
): Promise<Result> {
  const runtimeCommand = await resolveRuntime(runtime, run.signal)
  const { command } = runtimeCommand
  const args = [...runtimeCommand.args, join(apiFolder, 'src/main.ts')]
  const [issuerPort = 0, ...apiPorts] = await freePorts(4)
  const services: Service[] = []
  try {
    const sharedSecret = randomBytes(32).toString('base64url')
    const issuer = `http://127.0.0.1:${issuerPort}`
    const common = {
      DATABASE_URL: database.serviceUrl,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
      CORS_ORIGINS: allowedOrigin,
      // Nobody in the suite is slow, but for those of its tests that set a limit.
      REQUESTS_PER_MINUTE: '1000000',
    }
    // Short times, so that the tests of the key set need no long waits.
    const jwks = {
      ...{ AUTH_MODE: 'jwks', JWKS_URL: `${issuer}/jwks` },
      ...{ JWKS_COOLDOWN_SECONDS: '1', JWKS_REFRESH_SECONDS: '2' },
    }
    const settings: Record<string, Environment> = {
      api: { ...common, ...jwks },
      secret: { ...common, AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRET: sharedSecret },
      pool1: { ...common, ...jwks, JWKS_URL: `${issuer}/jwks?pool1`, DATABASE_POOL_SIZE: '1' },
    }
    const origins: Record<string, string> = {}
    for (const [index, [name, own]] of Object.entries(settings).entries()) {
      const port = apiPorts[index] ?? 0
      origins[name] = `http://127.0.0.1:${port}`
      services.push(
        startService({
          name: `api (${name})`,
          command,
          args,
          env: { ...run.env, ...own, API_HOST: '127.0.0.1', API_PORT: String(port) },
          logFile: join(run.folder, `${name}.log`),
        }),
      )
    }
    // Alive, not ready: the key set comes from the suite, which starts after this.
    await Promise.all(
      services.map((service, index) =>
        waitUntilReady(service, `http://127.0.0.1:${apiPorts[index] ?? 0}/healthz`),
      ),
    )
    return await use({
      RUNTIME: runtime,
      API_BASE_URL: origins['api'],
      SECRET_API_BASE_URL: origins['secret'],
      POOL1_API_BASE_URL: origins['pool1'],
      SHARED_SECRET: sharedSecret,
      ISSUER_PORT: String(issuerPort),
      INSPECT_DATABASE_URL: database.inspectUrl,
      API_LOG_FILE: join(run.folder, 'api.log'),
      SECRET_API_LOG_FILE: join(run.folder, 'secret.log'),
      API_PID: String(services[0]?.pid),
      // For the tests of its life: how to start one more, and with which database.
      API_COMMAND: JSON.stringify([command, ...args]),
      SERVICE_DATABASE_URL: database.walledUrl,
    })
  } finally {
    await Promise.all(services.map((service) => service.stop()))
  }
}
