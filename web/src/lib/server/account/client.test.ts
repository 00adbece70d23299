import { describe, expect, it } from 'vitest'
import { withClientAddress } from '../auth/client-address.ts'
import { clientAt, clientOf } from './client.ts'

describe('where a request comes from', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:0DB8:0000:0000:0000:00FF:0000:0001', '2001:db8::ff:0:1'],
    ['::1', '::1'],
    ['unix', 'unix'],
    ['', null],
    [null, null],
  ])('%j is written as %j', (address, written) => {
    expect(clientAt(address, null).ipAddress).toBe(written)
  })

  it('is the address that was seen, and what the client says is kept short', () => {
    const headers = { 'user-agent': 'x'.repeat(5000), 'x-holdfast-client-address': '198.51.100.1' }
    const request = new Request('http://localhost', { headers })
    const seen = clientOf(withClientAddress(request, '2001:db8::1').headers)
    expect(seen).toEqual({ ipAddress: '2001:db8::1', userAgent: 'x'.repeat(512) })
    expect(clientOf(undefined)).toEqual({ ipAddress: null, userAgent: null })
  })
})
