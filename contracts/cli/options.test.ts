/** Bad usage ends with code 2 and one line that names the option. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture } from './fixture/api.ts'
import type { Fixture } from './fixture/api.ts'
import { mint } from './fixture/tokens.ts'
import { command, spec, usual } from './fixture/run.ts'
import { OptionError, readOptions } from './options.ts'

const users = ['--user-a', 'aaaaaaaa', '--user-b', 'bbbbbbbb']
const right = ['--spec', spec, '--base-url', 'http://127.0.0.1:9', ...users]

describe('readOptions', () => {
  const wrong: [option: string, args: string[]][] = [
    ['--spec', ['--base-url', 'http://127.0.0.1:9', ...users]],
    ['--base-url', ['--spec', spec, ...users]],
    ['--base-url', [...right, '--base-url', 'ftp://127.0.0.1']],
    ['--base-url', [...right, '--base-url', 'nonsense']],
    ['--base-url', [...right, '--base-url', 'http://me:secret@127.0.0.1']],
    ['--user-a', ['--spec', spec, '--base-url', 'http://127.0.0.1:9', '--user-b', 'bbbbbbbb']],
    ['--user-b', ['--spec', spec, '--base-url', 'http://127.0.0.1:9', '--user-a', 'aaaaaaaa']],
    ['--user-a-command', [...right, '--user-a-command', 'echo x']],
    ['--timeout', [...right, '--timeout', 'long']],
    ['--delay', [...right, '--delay', '-1']],
    ['--resource', [...right, '--resource', 'noteId']],
    ['--header', [...right, '--header', 'X-Tenant']],
    ['--ignore', [...right, '--ignore', 'bola']],
    ['--fail-on', [...right, '--fail-on', 'worst']],
    ['--junit', [...right, '--junit', '']],
    ['--colour', [...right, '--colour']],
    ['--strict', [...right, '--strict=yes']],
  ]
  for (const [option, args] of wrong) {
    it(`names ${option}: ${args.slice(-2).join(' ')}`, () => {
      expect(() => readOptions(args, {})).toThrow(OptionError)
      expect(() => readOptions(args, {})).toThrow(new RegExp(`^${option}\\b.*$`))
    })
  }

  it('takes the tokens from the environment, where they are in no list of processes', () => {
    const args = ['--spec', spec, '--base-url', 'http://127.0.0.1:9']
    const request = readOptions(args, { USER_A: 'aaaaaaaa', USER_B: 'bbbbbbbb' })
    expect(request).toMatchObject({
      options: { users: { a: { token: 'aaaaaaaa' }, b: { token: 'bbbbbbbb' } } },
    })
  })
})

describe('the command', () => {
  let fixture: Fixture
  let folder = ''
  beforeAll(async () => {
    fixture = await startFixture()
    folder = await mkdtemp(join(tmpdir(), 'holdfast-options-'))
  })
  afterAll(async () => {
    await fixture.close()
    await rm(folder, { recursive: true, force: true })
  })

  const refused = async (named: string, ...args: string[]): Promise<void> => {
    const { code, stdout, stderr } = await command(args)
    expect(code).toBe(2)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(new RegExp(`^holdfast-contracts: ${named}: `))
    expect(stdout).toBe('')
  }

  it('says what is wrong with the contract', async () => {
    const [, , ...others] = usual(fixture)
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }
    await refused('--spec', '--spec', join(folder, 'missing.yaml'), ...others)
    await refused('--spec', '--spec', await file('broken.yaml', 'a: [b'), ...others)
    await refused('--spec', '--spec', await file('old.json', '{"swagger":"2.0"}'), ...others)
    await refused(
      '--spec',
      '--spec',
      await file('empty.json', '{"openapi":"3.1.0","paths":{}}'),
      ...others,
    )
  })

  it('says that nobody answers', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    await refused('--base-url', ...right, '--base-url', `http://127.0.0.1:${port}`)
  })

  it('says when an answer does not come in time', async () => {
    const silent = createServer(() => undefined)
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    await refused(
      '--base-url',
      ...right,
      '--base-url',
      `http://127.0.0.1:${port}`,
      '--timeout',
      '1',
    )
    silent.close()
    silent.closeAllConnections()
  })

  it('says that an operation is none of the contract', async () => {
    await refused('--skip', ...usual(fixture), '--skip', 'getNothing')
    await refused('--ignore', ...usual(fixture), '--ignore', 'bola-read:getNothing')
  })

  it('says that a report can not be written', async () => {
    const args = [...usual(fixture), '--only', 'getMe', '--html', join(folder, 'no', 'where.html')]
    const { code, stderr } = await command(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^holdfast-contracts: --html: /)
  })

  it('does not take the silence of a bad token for a good sign', async () => {
    const { origin, userA } = fixture
    const stranger = mint('another secret', 'stranger')
    const { code, stderr } = await command([
      ...['--spec', spec, '--base-url', origin, '--user-a', userA, '--user-b', stranger],
    ])
    expect(code).toBe(2)
    expect(stderr).toContain('--user-b: not one request of B was granted')
  })

  it('takes tokens from commands, and says when one fails or prints none', async () => {
    const { origin, userA, userB } = fixture
    const about = ['--spec', spec, '--base-url', origin, '--only', 'getMe']
    const good = await command([
      ...[...about, '--user-a-command', `echo ${userA}`, '--user-b-command', `echo ${userB}`],
    ])
    expect(good.code, good.stderr).toBe(0)
    await refused('--user-a-command', ...about, '--user-b', userB, '--user-a-command', 'exit 3')
    await refused('--user-a-command', ...about, '--user-b', userB, '--user-a-command', 'true')
  })

  it('takes no one person for two', async () => {
    const { origin, userA } = fixture
    const about = ['--spec', spec, '--base-url', origin, '--user-a', userA]
    await refused('--user-b', ...about, '--user-b', userA)
  })

  it('says that a token has expired', async () => {
    const { origin, userB, expired } = fixture
    await refused(
      '--user-a',
      '--spec',
      spec,
      '--base-url',
      origin,
      '--user-a',
      expired,
      '--user-b',
      userB,
    )
  })

  it('takes the contract as JSON of OpenAPI 3.0, too', async () => {
    const file = join(folder, 'three.json')
    const id = { name: 'noteId', in: 'path', required: true, schema: { type: 'string' } }
    const note = {
      type: 'object',
      required: ['id', 'projectId'],
      properties: { id: { type: 'string' }, projectId: { type: 'string', nullable: true } },
    }
    const answer = (schema: unknown) => ({
      description: '-',
      content: { 'application/json': { schema } },
    })
    const error = answer({ type: 'object' })
    const three = {
      openapi: '3.0.3',
      info: { title: 'Three', version: '1' },
      security: [{ token: [] }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      paths: {
        '/notes': {
          post: {
            operationId: 'createNote',
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['text'],
                    properties: { text: { type: 'string' } },
                  },
                },
              },
            },
            responses: { 201: answer(note), 400: error, 401: error },
          },
        },
        '/notes/{noteId}': {
          parameters: [id],
          get: { operationId: 'getNote', responses: { 200: answer(note), 401: error, 404: error } },
          delete: {
            operationId: 'deleteNote',
            responses: { 204: { description: '-' }, 401: error, 404: error },
          },
        },
      },
    }
    await writeFile(file, JSON.stringify(three))
    const [, , ...others] = usual(fixture)
    const { code, stdout } = await command([
      '--spec',
      file,
      ...others,
      '--allow-writes',
      '--strict',
      // The little API has more than this contract says.
      ...['--ignore', 'undocumented-method'],
    ])
    expect(stdout).toContain('0 findings, 2 ignored, 3 of 3 operations covered, 0 warnings')
    expect(code).toBe(0)
  })

  it('explains itself', async () => {
    const { code, stdout } = await command(['--help'])
    expect(code).toBe(0)
    for (const word of ['--spec', '--allow-writes', '--user-a-command', 'Exit code']) {
      expect(stdout).toContain(word)
    }
    expect((await command(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
