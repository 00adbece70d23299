import { beforeEach, describe, expect, it } from 'vitest'
import type { Identity } from './claims.ts'
import {
  MAX_SILENCE_MS,
  Revocations,
  lastExpiryAfter,
  sessionKey,
  subjectKey,
} from './revocations.ts'
import type { UserId } from './user-id.ts'

const NOW = 1_800_000_000
const clock = { ms: 0 }
let revocations: Revocations

const identity = (given: Partial<Identity> = {}): Identity => ({
  user: 'alice' as UserId,
  issuedAt: NOW,
  scopes: new Set(),
  isClosing: false,
  expiresAt: NOW + 300,
  sessionId: 's1',
  ...given,
})
const outcome = (who: Identity): unknown => {
  try {
    revocations.refuseRevoked(who)
    return 'passes'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const ended = (key: string, issuedUntil?: number) => ({ key, issuedUntil, expiresAt: NOW + 3610 })

beforeEach(() => {
  clock.ms = 0
  revocations = new Revocations(() => clock.ms)
  revocations.markRead()
})

describe('ended sessions', () => {
  it('refuse the tokens of that session, whenever they were issued, and no other', () => {
    revocations.add(ended(sessionKey('s1')))
    expect(outcome(identity())).toBe('REVOKED')
    expect(outcome(identity({ issuedAt: NOW + 3600 }))).toBe('REVOKED')
    expect(outcome(identity({ sessionId: 's2' }))).toBe('passes')
    expect(outcome(identity({ sessionId: undefined }))).toBe('passes')
  })

  it('of a person refuse what was issued until then, with a session or without', () => {
    revocations.add(ended(subjectKey('alice'), NOW))
    expect(outcome(identity())).toBe('REVOKED')
    expect(outcome(identity({ sessionId: undefined }))).toBe('REVOKED')
    expect(outcome(identity({ issuedAt: NOW + 1 }))).toBe('passes')
    expect(outcome(identity({ user: 'bob' as UserId }))).toBe('passes')
  })

  it('do not take a session for a person of the same name', () => {
    revocations.add(ended(sessionKey('alice')))
    expect(outcome(identity())).toBe('passes')
  })

  it.each([
    [NOW, NOW - 100],
    [NOW - 100, NOW],
  ])('hold until the later of two moments', (first, second) => {
    revocations.add(ended(subjectKey('alice'), first))
    revocations.add(ended(subjectKey('alice'), second))
    expect(outcome(identity())).toBe('REVOKED')
    expect(outcome(identity({ issuedAt: NOW + 1 }))).toBe('passes')
  })

  it('are never loosened by a later word', () => {
    revocations.add(ended(sessionKey('s1')))
    revocations.add({ ...ended(sessionKey('s1'), NOW - 100), expiresAt: NOW })
    revocations.prune(NOW + 3609)
    expect(outcome(identity())).toBe('REVOKED')
  })

  it('are forgotten when the last token has expired, and not before', () => {
    revocations.add(ended(sessionKey('s1')))
    revocations.prune(NOW + 3610)
    expect(revocations.size).toBe(1)
    revocations.prune(NOW + 3611)
    expect(revocations.size).toBe(0)
  })

  it('outlive the longest token by both clocks', () => {
    expect(lastExpiryAfter(NOW)).toBe(NOW + 3600 + 10)
    expect(lastExpiryAfter(NOW + 0.2)).toBe(NOW + 1 + 3600 + 10)
  })
})

describe('the list', () => {
  it('refuses nobody and lets nobody pass before it was read', () => {
    revocations = new Revocations(() => clock.ms)
    expect(revocations.isReady()).toBe(false)
    expect(outcome(identity())).toBe('REVOCATIONS_UNAVAILABLE')
    revocations.add(ended(sessionKey('s1')))
    expect(outcome(identity())).toBe('REVOKED')
  })

  it('does not count when it could not be read for a minute', () => {
    clock.ms = MAX_SILENCE_MS
    expect(outcome(identity())).toBe('passes')
    clock.ms += 1
    expect(outcome(identity())).toBe('REVOCATIONS_UNAVAILABLE')
    expect(revocations.isReady()).toBe(false)
    revocations.markRead()
    expect(outcome(identity())).toBe('passes')
  })

  it('holds no name of anybody', () => {
    expect(sessionKey('alice')).toMatch(/^[\w-]{43}$/)
    expect(subjectKey('alice')).not.toBe(sessionKey('alice'))
  })
})
