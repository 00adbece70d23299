import { hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sharedSecretKeys } from './shared-secret.ts'

const secret = 'a shared secret of more than thirty-two bytes'

describe('the shared secret', () => {
  it('derives the same key as RFC 5869 says, computed apart', async () => {
    const apart = new Uint8Array(hkdfSync('sha256', secret, '', 'holdfast-api-jwt', 32))
    const keys = await sharedSecretKeys(secret)
    expect(await keys.find(undefined)).toMatchObject({ algorithm: 'HS256', key: apart })
  })

  it('has one key, without a name, for HS256 alone', async () => {
    const keys = await sharedSecretKeys(secret)
    expect(keys.algorithms).toEqual(['HS256'])
    await expect(keys.find('k')).rejects.toThrow(expect.objectContaining({ code: 'UNKNOWN_KEY' }))
    await expect(keys.find('')).rejects.toThrow(expect.objectContaining({ code: 'UNKNOWN_KEY' }))
  })

  it('is always there', async () => {
    const keys = await sharedSecretKeys(secret)
    expect(keys.isReady()).toBe(true)
    expect(keys.isCurrent(await keys.find(undefined))).toBe(true)
  })
})
