import { spawn, type ChildProcess } from 'node:child_process'
import http from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'

// Starting a process takes its time on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 30_000 })

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  const exit = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => void resolve({ code, errors }))
  })
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (chunk: string) => void resolve(chunk.trim()))
  })
  return { child, exit, firstLine }
}

describe('node server.ts', () => {
  const good = {
    AUTH_DATABASE_URL: 'postgres://web:hunter22@127.0.0.1/auth',
    BETTER_AUTH_SECRET: 'q3Vw8ZpLx1Nc7RtYb5Kd9HsGm2Jf4Ae6',
  }

  it.each([
    ['BETTER_AUTH_SECRET', 'hunter22'],
    ['AUTH_DATABASE_URL', ''],
    ['PUBLIC_URL', 'http://localhost:3000/hunter22'],
    ['API_URL', 'hunter22'],
    ['SMTP_URL', 'hunter22'],
  ])('stops when %s is wrong, with one line that names it', async (name, value) => {
    const { code, errors } = await run(['server.ts'], { ...good, [name]: value }).exit
    expect(code).toBe(1)
    expect(errors).toMatch(new RegExp(`^web: ${name} [^\\n]+\\n$`))
    expect(errors).not.toContain('hunter22')
  })

  it('stops where it would have to show its mail to others, and says what it wants instead', async () => {
    const env = { ...good, PUBLIC_URL: 'https://tasks.example.com' }
    const { code, errors } = await run(['server.ts'], env).exit
    expect(code).toBe(1)
    expect(errors).toMatch(/^web: SMTP_URL is required, because PUBLIC_URL [^\n]+\n$/)
  })
})

/** A server that holds each answer back until it is told to stop, then ends it if `finishes`. */
const fixture = (finishes: boolean) => `
  import http from 'node:http'
  import { shutDownOnSignal } from './server/shutdown.ts'
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const server = http.createServer((req, res) => {
    res.write('begun')
    ${finishes ? "process.once('SIGTERM', () => setImmediate(() => res.end(', done')))" : ''}
  })
  process.once('sveltekit:shutdown', () => console.error('closed'))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
  shutDownOnSignal(server, silent)
`

async function begin(finishes: boolean) {
  const { child, exit, firstLine } = run(['--input-type=module', '-e', fixture(finishes)])
  const port = Number(await firstLine)
  const req = http.get({ port, host: '127.0.0.1', agent: false })
  req.on('error', () => undefined)
  const res = await new Promise<http.IncomingMessage>((resolve) => req.once('response', resolve))
  let body = ''
  res.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => res.once('close', () => void resolve(body)))
  await new Promise<void>((resolve) => {
    res.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
      resolve()
    })
  })
  return { child, exit, port, ended }
}

describe('SIGTERM', () => {
  it('finishes what is running, closes the rest and exits with 0', async () => {
    const { child, exit, ended } = await begin(true)
    child.kill('SIGTERM')
    expect(await ended).toBe('begun, done')
    expect(await exit).toEqual({ code: 0, errors: 'closed\n' })
  })

  it('is not waited for when it comes twice', async () => {
    const { child, exit, port } = await begin(false)
    child.kill('SIGTERM')
    await refused(port)
    child.kill('SIGTERM')
    expect(await exit).toEqual({ code: 1, errors: '' })
  })
})

/** Resolves when the port takes no more connections. */
async function refused(port: number): Promise<void> {
  const outcome = await new Promise<string | undefined>((resolve) => {
    const probe = http.get({ port, host: '127.0.0.1', agent: false })
    probe.once('response', () => {
      probe.destroy()
      resolve(undefined)
    })
    probe.once('error', (error: NodeJS.ErrnoException) => void resolve(error.code))
  })
  if (outcome === 'ECONNREFUSED') return
  await refused(port)
}
