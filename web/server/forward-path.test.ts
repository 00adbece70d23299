import { describe, expect, it } from 'vitest'
import { routeTarget } from './forward-path.ts'

describe('routeTarget', () => {
  it.each([
    '/v1',
    '/v1/tasks',
    '/v1/tasks?q=..%2F..%2Fapi&x=//y',
    '/v1/tasks/0197f3c2-0000-7000-8000-000000000000',
    '/v1/tasks/',
    '/v1/tasks/%20',
    '/openapi.json',
    '/openapi.yaml?x',
    '/docs',
    '/docs/scalar.js',
  ])('forwards %s as it is', (target) => {
    expect(routeTarget(target)).toEqual({ kind: 'forward', path: target })
  })

  it('puts the path of the upstream in front', () => {
    expect(routeTarget('/v1/tasks', '/holdfast')).toEqual({
      kind: 'forward',
      path: '/holdfast/v1/tasks',
    })
  })

  it.each([
    '/',
    '/v1x',
    '/V1/tasks',
    '/%76%31/tasks',
    '//v1/tasks',
    '/docsx',
    '/api/auth/token',
    '/api/v1/tasks',
    '/v1\\..\\api',
    '/openapi.json/',
    '/tasks?next=/v1/tasks',
  ])('keeps %s on this server', (target) => {
    expect(routeTarget(target)).toEqual({ kind: 'local' })
  })

  it.each([
    '',
    '*',
    'http://127.0.0.1:5432/v1/tasks',
    'v1/tasks',
    '@evil.example/v1',
    '/v1/../api/auth/token',
    '/v1/..',
    '/v1/./tasks',
    '/v1/%2e%2e/api',
    '/v1/.%2E/api',
    '/v1/..;/api',
    '/v1//evil.example',
    '/v1/..%2f..%2fapi',
    '/v1/%5c..%5capi',
    '/v1/tasks\\1',
    '/v1/%252e%252e/api',
    '/v1/a%00b',
    '/v1/tasks#x',
    '/v1/täsks',
    '/v1/a b',
    '/docs/../api/auth/token',
    '/docs/%2e%2e/v1',
  ])('refuses %s', (target) => {
    expect(routeTarget(target)).toEqual({ kind: 'malformed' })
  })
})
