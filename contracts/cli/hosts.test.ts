/** No request ever goes to a host that the command line does not name. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture } from './fixture/api.ts'
import type { Fixture } from './fixture/api.ts'
import { command, spec, usual } from './fixture/run.ts'

const hits: string[] = []
const trap = createServer((request, response) => {
  hits.push(`${request.method ?? ''} ${request.url ?? ''}`)
  response.end('{}')
})
/** Sends everybody who asks to the trap. */
const redirecting = createServer((_, response) => {
  response.writeHead(307, { Location: `${trapOrigin}/redirected`, Refresh: `0; ${trapOrigin}` })
  response.end()
})
let trapOrigin = ''
let redirectingOrigin = ''
let folder = ''
let fixture: Fixture

async function listening(server: typeof trap): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  trapOrigin = await listening(trap)
  redirectingOrigin = await listening(redirecting)
  folder = await mkdtemp(join(tmpdir(), 'holdfast-hosts-'))
  fixture = await startFixture()
})

afterAll(async () => {
  await fixture.close()
  for (const server of [trap, redirecting]) {
    server.close()
    server.closeAllConnections()
  }
  await rm(folder, { recursive: true, force: true })
})

/** The fixture's contract, with another host in every place where a contract can name one. */
async function poisoned(): Promise<string> {
  const text = (await readFile(spec, 'utf8'))
    .replace('https://notebook.invalid/v9', trapOrigin)
    .replace(
      "        '200': { description: Counts.,",
      `        '200': { description: Counts., links: { next: { operationRef: '${trapOrigin}/o#/paths/~1stats/get', server: { url: '${trapOrigin}' } } },`,
    )
    .replace('paths:\n', `paths:\n  /elsewhere: { $ref: '${trapOrigin}/paths.yaml#/elsewhere' }\n`)
    .replace(
      '    Error:\n',
      `    Remote: { $ref: '${trapOrigin}/responses.yaml#/Remote' }\n    Error:\n`,
    )
    .replace(
      '      operationId: getMe\n',
      `      operationId: getMe\n      servers: [{ url: '${trapOrigin}' }]\n      externalDocs: { url: '${trapOrigin}/docs' }\n      parameters:\n        - { $ref: '${trapOrigin}/parameters.yaml#/P' }\n`,
    )
    .replace(
      "schema: { $ref: '#/components/schemas/Note' }",
      `schema: { $id: '${trapOrigin}/schemas/note', allOf: [{ $ref: '${trapOrigin}/schemas.yaml#/Note' }, { $ref: '#/components/schemas/Note' }] }`,
    )
  const file = join(folder, 'poisoned.yaml')
  await writeFile(file, text)
  return file
}

describe('the command', () => {
  it('ignores the servers of the contract and fetches none of its references', async () => {
    const file = await poisoned()
    expect((await readFile(file, 'utf8')).split(trapOrigin).length).toBeGreaterThan(7)
    const [, , ...others] = usual(fixture)
    const { code, stdout, stderr } = await command(['--spec', file, ...others, '--allow-writes'])
    expect(stderr).toBe('')
    expect(stdout).toContain('Not read')
    expect(stdout).toContain('/schemas.yaml#/Note')
    expect(code, stdout).toBe(0)
    expect(hits).toEqual([])
  })

  it('fails for what it did not read when it is to be strict', async () => {
    const [, , ...others] = usual(fixture)
    const args = ['--spec', await poisoned(), ...others, '--allow-writes', '--strict']
    expect((await command(args)).code).toBe(1)
    expect(hits).toEqual([])
  })

  it('follows no redirect', async () => {
    const { userA, userB } = fixture
    const users = ['--user-a', userA, '--user-b', userB]
    const args = ['--spec', spec, '--base-url', redirectingOrigin, ...users, '--allow-writes']
    const { code, stdout } = await command(args)
    expect(stdout).toContain('answered 307')
    expect(code).toBe(1)
    expect(hits).toEqual([])
  })

  it('asks no proxy that the environment names', async () => {
    const names = [
      'HTTP_PROXY',
      'http_proxy',
      'HTTPS_PROXY',
      'https_proxy',
      'ALL_PROXY',
      'all_proxy',
    ]
    const environment = Object.fromEntries(names.map((name) => [name, trapOrigin]))
    const { code } = await command([...usual(fixture), '--allow-writes'], {
      ...environment,
      ...{ NO_PROXY: '', no_proxy: '', NODE_USE_ENV_PROXY: '1' },
    })
    expect(code).toBe(0)
    expect(hits).toEqual([])
  })

  it('takes a contract from the host under test, and from no other', async () => {
    const [, , ...others] = usual(fixture)
    const foreign = await command(['--spec', `${trapOrigin}/openapi.yaml`, ...others])
    expect(foreign.code).toBe(2)
    expect(foreign.stderr).toContain('--spec')
    const own = await command(['--spec', `${fixture.origin}/nothing.yaml`, ...others])
    expect(own.stderr).toMatch(/--spec: .* answered 401/)
    const { userA, userB } = fixture
    const moved = await command([
      ...['--spec', `${redirectingOrigin}/openapi.yaml`, '--base-url', redirectingOrigin],
      ...['--user-a', userA, '--user-b', userB],
    ])
    expect(moved.code).toBe(2)
    expect(moved.stderr).toContain('answered 307')
    expect(hits).toEqual([])
  })
})
