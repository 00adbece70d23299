/**
 * Two stacks that differ in their mode alone: issuer, audience and secret are the same, so nothing
 * but the rules about keys and algorithms keeps a token of the one from being good at the other.
 */
import { createHash } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { derive, hmacToken, openToken, ownKeyToken, spellingsOf } from '../http/forge.ts'
import { fetchToken, signOut, signUp } from '../people/account.ts'
import { newPerson } from '../people/person.ts'

const { apiUrl, baseUrl, twin, secret } = readEnvironment()
const modes = [
  { mode: 'jwks', webUrl: baseUrl, ownApi: apiUrl },
  { mode: 'shared-secret', webUrl: twin.webUrl, ownApi: twin.apiUrl },
] as const

/** What web signs for somebody who has just signed up there. */
async function realToken(http: APIRequestContext, webUrl: string) {
  await signUp(http, newPerson(), webUrl)
  const token = await fetchToken(http, webUrl)
  return { token, ...openToken(token) }
}

async function statusAt(origin: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${origin}/v1/tasks`, { headers })
  if (answer.status === 401) {
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(await answer.text()).not.toContain(token)
  }
  return answer.status
}

/** By name, what each token got that was not refused at one of these apis. */
async function notRefused(
  tokens: readonly (readonly [name: string, token: string])[],
  origins: readonly string[] = [apiUrl, twin.apiUrl],
): Promise<string[]> {
  expect(tokens).not.toEqual([])
  const judged = tokens.flatMap(([name, token]) =>
    origins.map(async (origin) => {
      const status = await statusAt(origin, token)
      return status === 401 ? [] : [`${name} at ${origin}: ${String(status)}`]
    }),
  )
  return (await Promise.all(judged)).flat()
}

for (const { mode, webUrl, ownApi } of modes) {
  test(`what web signs in ${mode} mode is good at its own api until sign-out, and nowhere else`, async ({
    request,
  }) => {
    const { token } = await realToken(request, webUrl)
    expect(await statusAt(ownApi, token)).toBe(200)
    const others = [apiUrl, twin.apiUrl].filter((origin) => origin !== ownApi)
    expect(await notRefused([[mode, token]], others)).toEqual([])
    await signOut(request, webUrl)
    await expect.poll(() => statusAt(ownApi, token)).toBe(401)
  })

  test(`T115 a session of ${mode} mode is no token, however it is written`, async ({ request }) => {
    await realToken(request, webUrl)
    const { cookies } = await request.storageState()
    const cookie = cookies.find(({ name }) => name.endsWith('session_token'))?.value ?? ''
    const content = decodeURIComponent(cookie)
    const [value = '', signature = ''] = content.split('.')
    expect([value.length, signature.length]).toEqual([32, 44])
    const texts = Object.entries({ cookie, content, value, signature })
    expect(await notRefused(texts)).toEqual([])
  })
}

test('T52 T53 an HMAC with what web publishes is refused in both modes', async ({ request }) => {
  const { header, claims } = await realToken(request, baseUrl)
  const answer = await request.get(`${baseUrl}/api/auth/jwks`)
  const text = await answer.text()
  const { keys } = JSON.parse(text) as { keys: (JsonWebKey & { kid: string })[] }
  const spellings: [string, string | Buffer][] = keys.flatMap((key) => [
    ...spellingsOf(key),
    ['its name', key.kid] as [string, string],
  ])
  const tokens = [...spellings, ['the whole answer', text] as const].flatMap(([name, key]) =>
    ['HS256', 'HS384', 'HS512'].flatMap((alg) =>
      [{ ...header, alg }, { alg }, { alg, typ: 'JWT' }].map(
        (changed) => [`${alg} with ${name}`, hmacToken({ header: changed, claims }, key)] as const,
      ),
    ),
  )
  expect(await notRefused(tokens)).toEqual([])
})

test('T54 a key of one’s own, brought along or named like a real one, is refused', async ({
  request,
}) => {
  const jwks = await realToken(request, baseUrl)
  const shared = openToken(await tokenOfTwin(request))
  const tokens = [jwks, shared].flatMap(({ header, claims }) => [
    ['own key', ownKeyToken({ header, claims })] as const,
    ['own key by a real name', ownKeyToken({ header, claims }, header['kid'])] as const,
  ])
  expect(await notRefused(tokens)).toEqual([])
})

test.describe('HS256', () => {
  test('T55 over a secret that is not the derived one is refused, though everything else is real', async ({
    request,
  }) => {
    const real = openToken(await tokenOfTwin(request))
    // The forger's own tool works: with the derived key it makes what web makes.
    expect(await statusAt(twin.apiUrl, hmacToken(real, derive(secret)))).toBe(200)
    const guesses: [string, string | Uint8Array][] = [
      ['nothing', ''],
      ['secret', 'secret'],
      ['changeme', 'changeme'],
      ['the default of Better Auth', 'better-auth-secret-12345678901234567890'],
      ['the raw secret', secret],
      ['the secret and a newline', `${secret}\n`],
      ['base64 of the secret', Buffer.from(secret).toString('base64')],
      ['the bytes that the secret is base64 of', Buffer.from(secret, 'base64')],
      ['the hash of the secret', createHash('sha256').update(secret).digest()],
      ['the derived key as hex', derive(secret).toString('hex')],
      ['the derived key as base64', derive(secret).toString('base64')],
      ['the key of another purpose', derive(secret, 'holdfast-api-jwt-kid')],
      ['the key without a purpose', derive(secret, '')],
      ['the key of another service', derive(secret, 'holdfast-other-jwt')],
      ['the name of the key', String(real.header['kid'])],
      ['32 zero bytes', new Uint8Array(32)],
    ]
    const { kid: _, ...unnamed } = real.header
    const tokens = guesses.flatMap(([name, key]) => [
      [name, hmacToken(real, key)] as const,
      [`${name}, no kid`, hmacToken({ ...real, header: unnamed }, key)] as const,
    ])
    expect(await notRefused(tokens)).toEqual([])
  })

  test('T56 is the only algorithm, and its key has no other name', async ({ request }) => {
    const real = openToken(await tokenOfTwin(request))
    const key = derive(secret)
    const algorithms = ['HS384', 'HS512', 'none', 'hs256', 'EdDSA', '']
    const names = ['', 'shared', `${String(real.header['kid'])} `, secret, 1, null, ['a']]
    const headers = [...algorithms.map((alg) => ({ alg })), ...names.map((kid) => ({ kid }))]
    const tokens = headers.map((changes) => {
      const header = { ...real.header, ...changes }
      return [JSON.stringify(changes), hmacToken({ ...real, header }, key)] as const
    })
    expect(await notRefused(tokens)).toEqual([])
  })

  test('T101 T102 T111 with the derived key for somebody else or something else is refused', async ({
    request,
  }) => {
    const real = openToken(await tokenOfTwin(request))
    const { sub } = real.claims
    const key = derive(secret)
    const claims = {
      'another audience': { aud: 'holdfast-other' },
      'the issuer as audience': { aud: baseUrl },
      'no audience': { aud: undefined },
      'another issuer': { iss: twin.webUrl },
      'a day of life': { exp: Number(real.claims['iat']) + 86_400 },
      'the person as a list': { sub: [sub] },
    }
    const tokens = [
      ...Object.entries(claims).map(
        ([name, changes]) =>
          [name, hmacToken({ ...real, claims: { ...real.claims, ...changes } }, key)] as const,
      ),
      ...['logout+jwt', 'at+jwt', 'better-auth.session-cache+jwt'].map(
        (typ) => [typ, hmacToken({ ...real, header: { ...real.header, typ } }, key)] as const,
      ),
    ]
    expect(await notRefused(tokens)).toEqual([])
  })

  test('T113 what stands in e-mail links is refused, with our claims added as well', async ({
    request,
  }) => {
    const real = openToken(await tokenOfTwin(request))
    const { iat, exp } = real.claims
    const [header, email] = [{ alg: 'HS256' }, 'ada@example.com']
    const contents = [
      { email, iat, exp },
      { email, updateTo: 'b@example.com', iat, exp },
      { email, updateTo: 'b@example.com', requestType: 'change-email-verification', iat, exp },
      { ...real.claims, email },
    ]
    const tokens = contents.flatMap((claims, index) =>
      [header, real.header].map(
        (one) => [`content ${String(index)}`, hmacToken({ header: one, claims }, secret)] as const,
      ),
    )
    expect(await notRefused(tokens)).toEqual([])
  })

  test('has no key set: there is none to be confused about', async ({ request }) => {
    const answer = await request.get(`${twin.webUrl}/api/auth/jwks`)
    expect(answer.status()).toBe(404)
  })
})

async function tokenOfTwin(http: APIRequestContext): Promise<string> {
  return (await realToken(http, twin.webUrl)).token
}
