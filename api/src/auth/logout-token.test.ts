import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { importVerificationKey } from './jwk.ts'
import { readLogoutToken } from './logout-token.ts'
import { lastExpiryAfter, sessionKey, subjectKey } from './revocations.ts'
import type { Revocation } from './revocations.ts'

const NOW = 1_800_000_000
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const expected = { issuer: 'https://issuer.test', audience: 'holdfast-api' }
const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const key = await importVerificationKey(await exportJWK(publicKey))
if (key === undefined) throw new Error('the test key is not sound')
const keys = {
  algorithms: ['EdDSA'],
  find: () => Promise.resolve(key),
  isCurrent: () => true,
  isReady: () => true,
  close: () => undefined,
}

const good = {
  iss: expected.issuer,
  aud: expected.audience,
  iat: NOW,
  exp: NOW + 120,
  jti: 'j1',
  sid: 's1',
  sub: 'alice',
  events: { [EVENT]: {} },
}

/** `undefined` leaves a claim out. */
function read(claims: object = {}, header: object = {}, now = NOW): Promise<Revocation> {
  const all: [string, unknown][] = Object.entries({ ...good, ...claims })
  const payload = Object.fromEntries(all.filter(([, value]) => value !== undefined))
  const token = new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k', typ: 'logout+jwt', ...header })
    .sign(privateKey)
  return token.then((text) => readLogoutToken(text, { keys, ...expected, now: () => now * 1000 }))
}

describe('a logout token', () => {
  it('ends the session it names, whatever was issued in it', async () => {
    const expiresAt = lastExpiryAfter(NOW)
    const session = { key: sessionKey('s1'), issuedUntil: undefined, expiresAt }
    expect(await read()).toEqual(session)
    expect(await read({ sub: undefined })).toEqual(session)
  })

  it('without a session ends all that the person has until then', async () => {
    expect(await read({ sid: undefined })).toEqual({
      key: subjectKey('alice'),
      issuedUntil: NOW,
      expiresAt: lastExpiryAfter(NOW),
    })
  })

  it('that comes late counts as long as one that comes at once', async () => {
    const late = await read({ exp: NOW + 7200 }, {}, NOW + 7000)
    expect(late.expiresAt).toBe(lastExpiryAfter(NOW + 7000))
  })

  it('may name other events, claims and audiences beside', async () => {
    const events = { [EVENT]: { why: 'x' }, 'https://e.test/other': {} }
    await expect(read({ events, other: 1, aud: ['x', 'holdfast-api'] })).resolves.toBeTruthy()
    await expect(read({}, { typ: 'LOGOUT+JWT' })).resolves.toBeTruthy()
  })

  it.each([
    ['another issuer', { iss: 'https://issuer.test/' }],
    ['another audience', { aud: 'holdfast-web' }],
    ['no audience', { aud: undefined }],
    ['a list with something else', { aud: ['holdfast-api', 1] }],
    ['no iat', { iat: undefined }],
    ['an iat in the future', { iat: NOW + 6, exp: NOW + 120 }],
    ['an iat as text', { iat: `${NOW}` }],
    ['no exp', { exp: undefined }],
    ['an exp before its iat', { iat: NOW, exp: NOW }],
    ['a life of more than two hours', { exp: NOW + 7201 }],
    ['no jti', { jti: undefined }],
    ['an empty jti', { jti: '' }],
    ['a jti that is no text', { jti: 7 }],
    ['no events', { events: undefined }],
    ['events as a list', { events: [EVENT] }],
    ['events as null', { events: null }],
    ['another event', { events: { 'https://e.test/other': {} } }],
    ['an event that is no object', { events: { [EVENT]: true } }],
    ['an event that is a list', { events: { [EVENT]: [] } }],
    ['an event of the prototype', { events: { toString: {} } }],
    ['a nonce', { nonce: 'n' }],
    ['a nonce of null', { nonce: null }],
    ['neither session nor person', { sid: undefined, sub: undefined }],
    ['a session that is no text', { sid: 7 }],
    ['an empty session', { sid: '' }],
    ['a session of 256 characters', { sid: 's'.repeat(256) }],
    ['a person that is no id', { sub: 'alice smith' }],
    ['a person that is no text', { sub: 7 }],
  ])('with %s is refused', async (_, claims) => {
    await expect(read(claims)).rejects.toMatchObject({ code: 'CLAIM_REFUSED' })
  })

  it.each([['JWT'], [undefined], ['logout'], ['at+jwt'], [null], [7]])(
    'of the type %s is refused',
    async (typ) => {
      await expect(read({}, { typ })).rejects.toMatchObject({ code: 'HEADER_REFUSED' })
    },
  )

  it('is over when it expires, with five seconds of grace', async () => {
    await expect(read({}, {}, NOW + 124.999)).resolves.toBeTruthy()
    await expect(read({}, {}, NOW + 125)).rejects.toMatchObject({ code: 'EXPIRED' })
  })

  it('by another key is refused', async () => {
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    const token = await new SignJWT(good)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k', typ: 'logout+jwt' })
      .sign(other.privateKey)
    await expect(
      readLogoutToken(token, { keys, ...expected, now: () => NOW * 1000 }),
    ).rejects.toMatchObject({ code: 'BAD_SIGNATURE' })
  })

  it('of more than 8 KiB is not even looked at', async () => {
    await expect(readLogoutToken('x'.repeat(8193), { keys, ...expected })).rejects.toMatchObject({
      code: 'TOO_LONG',
    })
  })
})
