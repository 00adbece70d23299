import { describe, expect, it } from 'vitest'
import { readQuery } from './query.ts'

describe('readQuery', () => {
  it.each([
    ['http://h/v1/tasks', {}],
    ['http://h/v1/tasks?', {}],
    ['http://h/v1/tasks?a=1&b=x%20y+z', { a: '1', b: 'x y z' }],
    ['http://h/v1/tasks?a=1#b=2', { a: '1' }],
    ['http://h/v1/tasks?__proto__=1', { ['__proto__']: '1' }],
    ['http://h/v1/tasks?q=%F0%9F%8C%B1', { q: '🌱' }],
  ])('reads %s', (url, values) => {
    expect(Object.entries(readQuery(url))).toEqual(Object.entries(values))
  })

  it.each(['a=%', 'a=%zz', 'a=%FF', 'a=%ED%A0%80'])('refuses %s', (query) => {
    expect(() => readQuery(`http://h/?${query}`)).toThrow(
      expect.objectContaining({ code: 'QUERY_INVALID' }),
    )
  })

  it('names a parameter that is given twice', () => {
    expect(() => readQuery('http://h/?status=open&status=done')).toThrow(
      expect.objectContaining({
        errors: [{ parameter: 'status', detail: 'is given more than once' }],
      }),
    )
  })
})
