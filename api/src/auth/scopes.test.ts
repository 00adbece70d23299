import { describe, expect, it } from 'vitest'
import { InsufficientScopeError, readScopes } from './scopes.ts'

const TASKS = ['tasks:read', 'tasks:write']
const EVERYTHING = [...TASKS, 'account:erase']

describe('readScopes', () => {
  it('lets a token without the claim do everything', () => {
    expect([...readScopes(undefined)]).toEqual(EVERYTHING)
  })

  it.each([
    ['tasks:read', ['tasks:read']],
    ['tasks:write', ['tasks:write']],
    ['tasks:read tasks:write', TASKS],
    ['tasks:write tasks:read', TASKS],
    ['account:erase', ['account:erase']],
    ['tasks:read tasks:read', ['tasks:read']],
    ['openid tasks:read profile', ['tasks:read']],
    [`tasks:read ${'x'.repeat(5000)}`, ['tasks:read']],
  ])('takes %j for what it names', (claim, scopes) => {
    expect([...readScopes(claim)]).toEqual(scopes)
  })

  it.each([
    ...['*', 'tasks', 'tasks:', 'tasks:*', 'tasks:write:all', 'TASKS:WRITE', 'tasks:Read'],
    ...['tasks:read,tasks:write', 'tasks:read;tasks:write', 'read', 'admin', 'constructor'],
    ...['__proto__', 'has', 'tasks:writex', 'xtasks:write', 'tasks:read+tasks:write'],
  ])('grants nothing for %j', (claim) => {
    expect([...readScopes(claim)]).toEqual([])
  })

  it.each([
    ...[
      '',
      ' ',
      ' tasks:read',
      'tasks:read ',
      'tasks:read  tasks:write',
      'tasks:read\ttasks:write',
    ],
    ...[
      'tasks:read\n',
      'tasks:read\ntasks:write',
      'tasks:read\u00a0tasks:write',
      'täsks',
      '"',
      '\\',
    ],
    ...['tasks:read\u0000', 'tasks:read \u{1f600}', '\u007f'],
    ...[null, 0, 1, true, false, [], ['tasks:read'], {}, { scope: 'tasks:read' }],
  ])('refuses the token for %j', (claim) => {
    expect(() => readScopes(claim)).toThrow(expect.objectContaining({ code: 'CLAIM_REFUSED' }))
  })
})

describe('InsufficientScopeError', () => {
  it('names what is missing', () => {
    expect(new InsufficientScopeError('tasks:write')).toMatchObject({
      name: 'InsufficientScopeError',
      code: 'INSUFFICIENT_SCOPE',
      message: 'The access token does not reach this far.',
      needed: 'tasks:write',
    })
  })
})
