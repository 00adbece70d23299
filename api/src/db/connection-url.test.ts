import { describe, expect, it } from 'vitest'
import { toConnectionUrl } from './connection-url.ts'

describe('toConnectionUrl', () => {
  it('leaves out what only libpq understands', () => {
    const url = 'postgres://a:p%40ss@h.example/db?sslmode=require&channel_binding=require'
    expect(toConnectionUrl(url)).toBe('postgres://a:p%40ss@h.example/db?sslmode=require')
  })

  it.each(['postgres://a@h/db', 'postgres://a:p%40ss@h:5432/db?sslmode=verify-full', 'not a url'])(
    'leaves %s as it is',
    (url) => {
      expect(toConnectionUrl(url)).toBe(url)
    },
  )
})
