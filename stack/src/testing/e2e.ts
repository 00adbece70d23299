// Launches the end-to-end tests: the whole production stack as `npm start` runs it, and a browser.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import postgres from 'postgres'
import { findChromium } from '../chromium.ts'
import { loadConfig } from '../config.ts'
import type { Environment, StackConfig } from '../config.ts'
import { localUrl } from '../environment.ts'
import { inRoot } from '../paths.ts'
import { freePorts } from '../ports.ts'
import { quietReport } from '../report.ts'
import { startStack } from '../stack.ts'
import type { Stack } from '../stack.ts'
import { runPlaywright } from './run.ts'
import type { TestRun } from './run.ts'
import { createSignInProvider } from './sign-in-provider.ts'
import type { SignInProvider } from './sign-in-provider.ts'
import type { Tally } from './tally.ts'
import { findTraces } from './traces.ts'

/** Every test signs up its own people, all from this one address. */
const attemptsPerMinute = '100000'

export async function runEndToEnd(run: TestRun): Promise<Tally> {
  const chromium = await findChromium(run)
  // All at once, so that they differ.
  const [controlPort = 0, smtpPort = 0, providerPort = 0, ...ports] = await freePorts(12)
  const provider = createSignInProvider(providerPort, `http://localhost:${ports[0] ?? 0}`)
  const opened: Opened[] = []
  try {
    const secret = { BETTER_AUTH_SECRET: randomBytes(32).toString('base64url') }
    const main = await open(run, {
      ...{ folder: 'data', ports: ports.slice(0, 3) },
      env: { ...secret, ...provider.env },
    })
    opened.push(main)
    // The same in the other mode: with the same issuer, audience and secret, only the mode keeps the
    // tokens of the one from being good at the other.
    const twin = await open(run, {
      ...{ folder: 'twin', ports: ports.slice(3, 6) },
      env: { ...secret, AUTH_MODE: 'shared-secret', PUBLIC_URL: main.config.publicUrl },
    })
    opened.push(twin)
    // Another one, because it has a mail server: one that the suite starts and stops.
    const mailing = await open(run, {
      ...{ folder: 'mailing', ports: ports.slice(6) },
      env: { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_FROM: 'Holdfast <hold@holdfast.test>' },
    })
    opened.push(mailing)
    await provider.start()
    const control = await openControl(main, provider, controlPort)
    try {
      return await runPlaywright(run, {
        cwd: inRoot('e2e'),
        env: {
          E2E_BASE_URL: main.config.publicUrl,
          E2E_API_URL: localUrl(main.config.api),
          E2E_CONTROL_URL: `http://127.0.0.1:${controlPort}`,
          E2E_MAILING_URL: mailing.config.publicUrl,
          E2E_SMTP_PORT: String(smtpPort),
          E2E_TWIN_WEB_URL: localUrl(twin.config.web),
          E2E_TWIN_API_URL: localUrl(twin.config.api),
          E2E_SECRET: secret.BETTER_AUTH_SECRET,
          CHROMIUM_PATH: chromium,
        },
      })
    } finally {
      control.close()
      control.closeAllConnections()
    }
  } finally {
    await provider.stop()
    await Promise.all(opened.map(({ stack }) => stack.stop()))
  }
}

interface Opening {
  readonly folder: string
  readonly ports: readonly number[]
  readonly env?: Environment
}

interface Opened {
  readonly stack: Stack
  readonly config: StackConfig
}

async function open(run: TestRun, { folder, ports, env: own = {} }: Opening): Promise<Opened> {
  const [webPort, apiPort, postgresPort] = ports
  const env = {
    ...{ ...run.env, ...own },
    HOLDFAST_DATA_DIR: join(run.folder, folder),
    WEB_PORT: String(webPort),
    API_PORT: String(apiPort),
    POSTGRES_PORT: String(postgresPort),
    AUTH_ATTEMPTS_PER_MINUTE: attemptsPerMinute,
  }
  const config = loadConfig(env)
  const stack = await startStack({
    ...{ env, config, report: quietReport(), watch: false, durable: false },
    signal: run.signal,
  })
  void stack.failed.then(({ text, details }) => {
    console.error([text, ...details].join('\n'))
  })
  return { stack, config }
}

/** Lets the suite take the api away and bring it back, and so on. Answers when it is done. */
async function openControl(
  { stack, config }: Opened,
  provider: SignInProvider,
  port: number,
): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://control')
    const actions = new Map<string, () => Promise<unknown>>([
      ['POST /api/stop', () => stack.stopApi()],
      ['POST /api/start', () => stack.startApi()],
      ['POST /web/restart', () => stack.restartWeb()],
      ['POST /provider/stop', () => provider.stop()],
      ['POST /provider/start', () => provider.start()],
      ['POST /traces', () => findTraces(config, searchParams.getAll('of'))],
      ['POST /links/expire', () => expireLink(stack, searchParams.get('token') ?? '')],
      ['POST /devices/expire', () => expireDevice(stack, searchParams.get('code') ?? '')],
    ])
    const action = actions.get(`${request.method ?? ''} ${pathname}`)
    response.statusCode = action === undefined ? 404 : 200
    const result = await action?.().catch((error: unknown) => {
      console.error(error)
      response.statusCode = 500
    })
    response.end(JSON.stringify(result ?? null))
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** As if its time were over. The database knows links by their hashes only. */
async function expireLink(stack: Stack, token: string): Promise<void> {
  await ageOne(stack, (sql) => [
    sql`update mail_link set expires_at = now() where id = ${hashOf(token)}`,
    sql`update verification set expires_at = now()
      where identifier = ${hashOf(`reset-password:${token}`)}`,
  ])
}

/** The same for a device that waits to be let in. */
async function expireDevice(stack: Stack, code: string): Promise<void> {
  await ageOne(stack, (sql) => [
    sql`update device_request set expires_at = now() where id = ${hashOf(code)}`,
  ])
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

async function ageOne(
  stack: Stack,
  age: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>[],
): Promise<void> {
  const sql = postgres(stack.authDatabaseUrl(), { max: 1, onnotice: () => undefined })
  try {
    const aged = await Promise.all(age(sql))
    const count = aged.reduce((sum, result) => sum + result.count, 0)
    if (count !== 1) throw new Error(`${count} were aged`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
