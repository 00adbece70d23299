import { describe, expect, it } from 'vitest'
import { safeRedirect } from './safe-redirect.ts'

describe('safeRedirect', () => {
  it.each([
    '/tasks',
    '/tasks?status=open&q=a%20b',
    '/tasks#due',
    '/tasks?next=https://example.com/',
    '/tasks?q=100%25',
    '/tasks?q=%5C%2F%2F',
  ])('keeps %s', (next) => {
    expect(safeRedirect(next)).toBe(next)
  })

  it.each([
    null,
    undefined,
    '',
    'tasks',
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '/%2fevil.example',
    '/%2Fevil.example',
    '/%5cevil.example',
    '/%252fevil.example',
    '/%09/evil.example',
    '%2f%2fevil.example',
    '/./%2fevil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/a/%2e%2e//evil.example',
    '/%',
    '/tasks\u0000',
    'http:/evil.example',
    'http:evil.example',
  ])('refuses %s', (next) => {
    expect(safeRedirect(next)).toBe('/tasks')
  })

  it('refuses what is too long to have been ours', () => {
    expect(safeRedirect(`/tasks?q=${'x'.repeat(2000)}`)).toBe('/tasks')
  })

  it('answers the fallback it was given', () => {
    expect(safeRedirect('//evil.example', '/')).toBe('/')
  })
})
