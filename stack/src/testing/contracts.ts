// Launches the contract tests: an api in three settings on one runtime, on a throwaway PostgreSQL.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Environment, Runtime } from '../config.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { startService } from '../process/service.ts'
import type { Service } from '../process/service.ts'
import { waitUntilReady } from '../ready.ts'
import { resolveRuntime } from '../runtimes.ts'
import { openContractsServer } from './contracts-server.ts'
import type { ContractsDatabase } from './contracts-server.ts'
import { listenOnDemand } from './on-demand.ts'
import type { OnDemand } from './on-demand.ts'
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
    const openApiJson = writeOpenApiJson(run.folder)
    const setting = { runtime, database, apiFolder: inRoot('api'), openApiJson }
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
  /** From {@link writeOpenApiJson}. */
  readonly openApiJson: string
  /** Starts the first api alone, and another when the suite asks it something. */
  readonly onDemand?: boolean
}

/** The contract as JSON, which every process of the suite reads faster. @returns its path */
export function writeOpenApiJson(folder: string): string {
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(parse(readFileSync(inRoot('openapi.yaml'), 'utf8'))))
  return file
}

/** Runs the three apis while `use` goes on, which gets the environment that the suite wants. */
export async function withApis<Result>(
  run: TestRun,
  { runtime, database, apiFolder, openApiJson, onDemand = false }: ContractsSetting,
  use: (env: Environment) => Promise<Result>,
): Promise<Result> {
  const runtimeCommand = await resolveRuntime(runtime, run.signal)
  const { command } = runtimeCommand
  const args = [...runtimeCommand.args, join(apiFolder, 'src/main.ts')]
  const [issuerPort = 0, ...apiPorts] = await freePorts(4)
  const services: Service[] = []
  const listeners: OnDemand[] = []
  try {
    const sharedSecret = randomBytes(32).toString('base64url')
    const issuer = origin(issuerPort)
    const settings = settingsOf({ issuer, sharedSecret, databaseUrl: database.serviceUrl })
    const logFile = (name: string) => join(run.folder, `${name}.log`)
    const start = (name: string, port: number): Service => {
      const own = { ...settings[name], API_HOST: '127.0.0.1', API_PORT: String(port) }
      const env = { ...run.env, ...own }
      const service = startService({
        ...{ name: `api (${name})`, command, args, env, logFile: logFile(name) },
      })
      services.push(service)
      return service
    }
    const origins = Object.fromEntries(
      Object.keys(settings).map((name, index) => [name, origin(apiPorts[index] ?? 0)]),
    )
    await Promise.all(
      Object.keys(settings).map(async (name, index) => {
        const port = apiPorts[index] ?? 0
        if (!onDemand || name === 'api') {
          // Alive, not ready: the key set comes from the suite, which starts after this.
          await waitUntilReady(start(name, port), `${origin(port)}/healthz`)
          return
        }
        writeFileSync(logFile(name), '')
        const listener = await listenOnDemand(port, async () => {
          const [hidden = 0] = await freePorts(1)
          await waitUntilReady(start(name, hidden), `${origin(hidden)}/readyz`)
          return hidden
        })
        listeners.push(listener)
      }),
    )
    const result = await use({
      RUNTIME: runtime,
      API_BASE_URL: origins['api'],
      SECRET_API_BASE_URL: origins['secret'],
      POOL1_API_BASE_URL: origins['pool1'],
      RUNNING_API_BASE_URLS: (onDemand ? [origins['api']] : Object.values(origins)).join(' '),
      OPENAPI_JSON: openApiJson,
      SHARED_SECRET: sharedSecret,
      ISSUER_PORT: String(issuerPort),
      INSPECT_DATABASE_URL: database.inspectUrl,
      API_LOG_FILE: logFile('api'),
      SECRET_API_LOG_FILE: logFile('secret'),
      API_PID: String(services[0]?.pid),
      // For the tests of its life: how to start one more, and with which database.
      API_COMMAND: JSON.stringify([command, ...args]),
      SERVICE_DATABASE_URL: database.walledUrl,
    })
    // What the suite said of an api that did not start is no verdict.
    await Promise.all(listeners.map((listener) => listener.started()))
    return result
  } finally {
    await Promise.all(listeners.map((listener) => listener.close()))
    await Promise.all(services.map((service) => service.stop()))
  }
}

/** Three ways to run an api that have to answer alike, by name. */
function settingsOf(given: {
  readonly issuer: string
  readonly sharedSecret: string
  readonly databaseUrl: string
}): Readonly<Record<string, Environment>> {
  const { issuer, sharedSecret, databaseUrl } = given
  const common = {
    DATABASE_URL: databaseUrl,
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
  return {
    api: { ...common, ...jwks },
    secret: { ...common, AUTH_MODE: 'shared-secret', BETTER_AUTH_SECRET: sharedSecret },
    pool1: { ...common, ...jwks, JWKS_URL: `${issuer}/jwks?pool1`, DATABASE_POOL_SIZE: '1' },
  }
}

const origin = (port: number) => `http://127.0.0.1:${port}`
