/** API keys and basic credentials: sound ones pass, half-checked ones are found. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examine } from './examine.ts'
import { readOptions } from './options.ts'
import type { Report } from '../check/run.ts'

/** Where a server finds the credentials, by name of the scheme. */
const readers: Record<string, (request: IncomingMessage, url: URL) => string | undefined> = {
  header: (request) => one(request.headers['x-api-key']),
  query: (_, url) => url.searchParams.get('key') ?? undefined,
  cookie: ({ headers }) => /(?:^|; )sid=([^;]*)/.exec(headers.cookie ?? '')?.[1],
  basic: ({ headers, rawHeaders }) => {
    const lines = rawHeaders.filter((name) => name.toLowerCase() === 'authorization')
    const [, encoded] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? []
    return lines.length > 1 || !encoded ? undefined : Buffer.from(encoded, 'base64').toString()
  },
  opaque: ({ headers, rawHeaders }) => {
    const lines = rawHeaders.filter((name) => name.toLowerCase() === 'authorization')
    return lines.length > 1 ? undefined : /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  },
}

const schemes = {
  header: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'basic' },
  opaque: { type: 'oauth2', flows: {} },
  signed: { type: 'http', scheme: 'hoba' },
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-schemes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** One operation behind this scheme; `careless` compares only the beginning of what it is given. */
async function examined(scheme: keyof typeof schemes, careless: boolean): Promise<Report> {
  const word = () => randomBytes(12).toString('hex')
  const users = scheme === 'basic' ? [`ada:${word()}`, `bob:${word()}`] : [word(), word()]
  const [a = '', b = ''] = users
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://here')
    const given = readers[scheme]?.(request, url)
    const good = users.some((user) =>
      careless ? given?.startsWith(user.slice(0, 8)) : given === user,
    )
    const challenge = { 'WWW-Authenticate': 'Basic realm="here"' }
    const known = url.pathname === '/me' && ['GET', 'HEAD'].includes(request.method ?? '')
    response.writeHead(!known ? 404 : good ? 200 : 401, challenge)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const file = join(folder, `${scheme}.json`)
  const answer = { description: '-' }
  await writeFile(
    file,
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: scheme, version: '1' },
      security: [{ [scheme]: [] }],
      components: { securitySchemes: { [scheme]: schemes[scheme] } },
      paths: { '/me': { get: { operationId: 'getMe', responses: { 200: answer, 401: answer } } } },
    }),
  )
  const { port } = server.address() as AddressInfo
  try {
    const args = ['--spec', file, '--base-url', `http://127.0.0.1:${port}`]
    const request = readOptions([...args, '--user-a', a, '--user-b', b], {})
    if (request.kind !== 'run') throw new Error(`it would not run: ${request.kind}`)
    return await examine(request.options, new AbortController().signal)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

describe('the 401 matrix', () => {
  for (const scheme of ['header', 'query', 'cookie', 'basic', 'opaque'] as const) {
    it(`finds nothing where credentials of the kind ${scheme} are checked`, async () => {
      const report = await examined(scheme, false)
      expect(report.findings.map(({ check, detail }) => `${check}: ${detail}`)).toEqual([])
      expect(report.granted.A).toBeGreaterThan(0)
      expect(report.coverage[0]?.missing).toEqual([])
      expect(report.coverage[0]?.tried.authentication).toBeGreaterThan(15)
    })

    it(`finds credentials of the kind ${scheme} that are checked by half`, async () => {
      const report = await examined(scheme, true)
      expect(report.findings.map(({ check }) => check)).toContain('token-garbage')
    })
  }

  it('names the operation whose scheme it does not know', async () => {
    const report = await examined('signed', false)
    expect(report.coverage[0]?.missing[0]?.reason).toMatch(
      /no security scheme .* signed is "http" hoba/,
    )
    expect(report.coverage[0]?.tried.authentication).toBe(0)
  })
})
