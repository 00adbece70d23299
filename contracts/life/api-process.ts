/** One more api of a test's own: started with other settings, stopped, or refusing to start. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { audience, environment, issuerOrigin } from '../environment.ts'

export interface ApiProcess {
  origin: string
  /** Everything it wrote so far. */
  output: () => string
  signal: (name: NodeJS.Signals) => void
  /** Settles with the exit code when the process is gone; null when a signal ended it. */
  exited: Promise<number | null>
}

export type Settings = Record<string, string | undefined>

const startWithinMs = 30_000
const children = new Set<ChildProcess>()

/** A valid setting of the api, with these in place of its own; undefined takes one away. */
export async function startApi(changed: Settings): Promise<ApiProcess> {
  const { child, output, exited } = launch(changed)
  const deadline = Date.now() + startWithinMs
  for (;;) {
    const port = /"port":(\d+)/.exec(output())?.[1]
    if (port !== undefined) {
      const origin = `http://127.0.0.1:${port}`
      return { origin, output, exited, signal: (name) => void child.kill(name) }
    }
    if (child.exitCode !== null) throw new Error(`the api did not start: ${output()}`)
    if (Date.now() > deadline) throw new Error(`the api did not listen in time: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** How a start ends that is to be refused; what was started is stopped when it is not. */
export async function refusedStart(
  changed: Settings,
): Promise<{ code: number | null; output: string }> {
  const { child, output, exited } = launch(changed)
  const deadline = Date.now() + startWithinMs
  while (child.exitCode === null && Date.now() < deadline) {
    if (output().includes('"port":')) return { code: null, output: output() }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return { code: await exited, output: output() }
}

/** For after each test: nothing that it started stays. */
export async function stopApis(): Promise<void> {
  for (const child of children) {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('close', resolve))
    }
  }
  children.clear()
}

function launch(changed: Settings): {
  child: ChildProcess
  output: () => string
  exited: Promise<number | null>
} {
  const { apiCommand, serviceDatabaseUrl } = environment()
  const [command = '', ...args] = apiCommand
  const settings: Settings = {
    API_HOST: '127.0.0.1',
    API_PORT: '0',
    DATABASE_URL: serviceDatabaseUrl,
    JWT_ISSUER: issuerOrigin(),
    JWT_AUDIENCE: audience,
    AUTH_MODE: 'jwks',
    // By name, so that the issuer's counter for the api under test counts nobody else.
    JWKS_URL: `${issuerOrigin()}/jwks?more`,
    REQUESTS_PER_MINUTE: '1000000',
    JWKS_COOLDOWN_SECONDS: '1',
    JWKS_REFRESH_SECONDS: '1',
    ...changed,
  }
  const child = spawn(command, args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let text = ''
  const collect = (chunk: Buffer): void => {
    text += chunk.toString('utf8')
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      text += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  return { child, output: () => text, exited }
}
