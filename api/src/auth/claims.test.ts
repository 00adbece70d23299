import { describe, expect, it } from 'vitest'
import { readClaims } from './claims.ts'

const NOW = 1_800_000_000
const expected = { issuer: 'https://issuer.test', audience: 'holdfast-api' }
const good = {
  iss: expected.issuer,
  aud: expected.audience,
  sub: 'user_1-A',
  sid: 'session',
  iat: NOW,
  exp: NOW + 300,
  jti: 'x',
}

const judge = (changes: Record<string, unknown>) =>
  readClaims({ ...good, ...changes }, expected, NOW)

describe('readClaims', () => {
  it('says who calls, until when and in which session', () => {
    expect(judge({})).toEqual({
      user: 'user_1-A',
      issuedAt: NOW,
      expiresAt: NOW + 300,
      sessionId: 'session',
      scopes: new Set(['tasks:read', 'tasks:write', 'account:erase']),
      isClosing: false,
    })
  })

  it.each([
    ['one of several audiences', { aud: ['other', 'holdfast-api'] }],
    ['no session', { sid: undefined }],
    ['the last second of tolerance', { iat: NOW - 100, exp: NOW - 4 }],
    ['an issuer whose clock is ahead within tolerance', { iat: NOW + 5 }],
    ['a fraction of a second', { exp: NOW + 300.5 }],
    ['the longest life', { exp: NOW + 3600 }],
    ['a beginning in the past', { nbf: NOW - 60 }],
    ['a beginning within tolerance', { nbf: NOW + 5 }],
    ['a beginning at zero', { nbf: 0 }],
    ['claims that mean nothing here', { admin: true, scp: '*' }],
  ])('accepts %s', (_, changes) => {
    expect(judge(changes).user).toBe('user_1-A')
  })

  it.each([
    ['exactly at the end of tolerance', { iat: NOW - 100, exp: NOW - 5 }],
    ['long ago', { iat: NOW - 7200, exp: NOW - 3600 }],
    ['at zero', { exp: 0 }],
  ])('says EXPIRED %s', (_, changes) => {
    expect(() => judge(changes)).toThrow(expect.objectContaining({ code: 'EXPIRED' }))
  })

  it.each([
    ['iss', ['https://issuer.test/', 'https://issuer.test.evil', ['https://issuer.test'], null]],
    ['aud', ['other', undefined, null, '', [], ['holdfast-api', 1], { a: 1 }, 'holdfast-api0']],
    ['sub', [undefined, null, '', ' ', 42, true, ['A'], { id: 'A' }, 'a b', 'a'.repeat(256), 'ü']],
    ['sid', [1, {}, null]],
    ['exp', [undefined, '1893456000', null, true, [NOW + 300], Infinity, NaN, NOW + 3601, -1]],
    ['exp', [(NOW + 300) * 1000]],
    // Not yet over by the tolerance, and over before it began.
    ['exp', [NOW, NOW - 4]],
    ['iat', [undefined, `${NOW}`, null, NOW + 6, NOW - 3301, -1]],
    ['nbf', ['0', null, NOW + 6, {}]],
    ['scope', ['', ' ', null, 1, true, ['tasks:read'], {}, ' tasks:read', 'tasks:read\n']],
    ['account_closed', ['true', 1, null, {}, []]],
  ])('refuses a bad %s', (claim, values) => {
    for (const value of values) {
      expect(() => judge({ [claim]: value })).toThrow(
        expect.objectContaining({ code: 'CLAIM_REFUSED' }),
      )
    }
  })

  it('never quotes a claim', () => {
    expect(() => judge({ iss: 'SECRET' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('SECRET') as string }),
    )
  })
})
